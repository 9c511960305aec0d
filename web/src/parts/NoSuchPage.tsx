import type { ComponentChildren } from "preact";

import { EmptyState } from "./EmptyState.tsx";

interface Props {
  /** What is not there, as a sentence. */
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Shown at an address that names nothing; the page around it sets the title of the window. */
export function NoSuchPage({ title, children }: Props) {
  return (
    <EmptyState title={title} heading>
      {children}
    </EmptyState>
  );
}
