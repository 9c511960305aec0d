/** Grey lines that hold the place of what is being fetched. */
export function Skeleton({ lines, label }: { lines: number; label: string }) {
  return (
    <div class="skeleton" role="status">
      <span class="for-readers">{label}</span>
      {Array.from({ length: lines }, (_, place) => (
        <span key={place} class="skeleton-line" />
      ))}
    </div>
  );
}
