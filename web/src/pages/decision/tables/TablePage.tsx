import type { ComponentChildren } from "preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { PointLine } from "./PointLine.tsx";
import { usePoint } from "./usePoint.ts";

interface Props {
  readonly title: string;
  readonly requested: string | undefined;
  readonly children: (point: string) => ComponentChildren;
}

/** The frame of an analyst's table: its title and the decision point that it is about. */
export function TablePage({ title, requested, children }: Props) {
  const chosen = usePoint(requested);
  const { point, isEmpty } = chosen;
  const { change } = useAddress();
  useTitle(`${title} · Analyst`);
  return (
    <>
      <AnalystNav />
      <div class="page">
        <header class="page-head">
          <h1>{title}</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        {point !== null && children(point)}
        {point === null && !isEmpty && <Skeleton lines={8} label="Fetching" />}
        {isEmpty && (
          <EmptyState title="Nothing has been decided yet.">
            <p>Decisions appear here as soon as the first case is decided or a history is loaded.</p>
          </EmptyState>
        )}
      </div>
    </>
  );
}
