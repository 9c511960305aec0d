import type { ComponentChildren } from "preact";

interface Props {
  readonly title: string;
  /** Whether it is all that the page shows, so that its title is the page's. */
  readonly heading?: boolean;
  readonly children?: ComponentChildren;
}

/** Shown where there is nothing to list: why, and what to do next. */
export function EmptyState({ title, heading, children }: Props) {
  return (
    <div class="empty">
      {heading ? <h1 class="empty-title">{title}</h1> : <p class="empty-title">{title}</p>}
      {children}
    </div>
  );
}
