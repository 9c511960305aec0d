import { EmptyState } from "../../parts/EmptyState.tsx";

/** An address that leads nowhere. */
export default function NotFoundPage() {
  return (
    <EmptyState title="There is no page at this address.">
      <p>
        <a href="/">Go to the desk</a>
      </p>
    </EmptyState>
  );
}
