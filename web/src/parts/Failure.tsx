/** Says that something could not be fetched, with the way out. */
export function Failure({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>{message}</p>
      {onRetry && (
        <button class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
