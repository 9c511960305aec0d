import { useTitle } from "../../../app/title.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { PointLine } from "../../decision/tables/PointLine.tsx";
import { usePoint } from "../../decision/tables/usePoint.ts";
import { useAddress } from "../../../app/address.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { Form } from "./Form.tsx";
import { RunsList } from "./RunsList.tsx";
import "../planner.css";

/** A form for the changes to try, and the earlier what-ifs. */
export default function WhatIfPage() {
  const { query, change } = useAddress();
  const chosen = usePoint(query.point);
  const { point, isEmpty } = chosen;
  useTitle("What if · Planner");
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>What would a change do?</h1>
          <PointLine chosen={chosen} onChange={change} />
        </header>
        <p class="protocol">
          A what-if simulates the coming days many times, with and without your change: which cases the rules would send to
          review, and how long the reviewers would need for them. Nothing here changes the real queue.
        </p>
        {point !== null && <Form key={point} point={point} />}
        {point === null && !isEmpty && <Skeleton lines={6} label="Fetching" />}
        {isEmpty && (
          <EmptyState title="There are no past cases to simulate from yet.">
            <p>A what-if needs decided cases with risk scores. Load a history first.</p>
          </EmptyState>
        )}
        <RunsList />
      </div>
    </>
  );
}
