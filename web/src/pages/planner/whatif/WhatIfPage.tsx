import { useTitle } from "../../../app/title.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { usePoint } from "../../analyst/tables/usePoint.ts";
import { useAddress } from "../../../app/address.ts";
import { PlannerNav } from "../PlannerNav.tsx";
import { Form } from "./Form.tsx";
import { RunsList } from "./RunsList.tsx";
import "../planner.css";

/** A form for what would be changed, and what was tried before. */
export default function WhatIfPage() {
  const { query } = useAddress();
  const { point, isEmpty } = usePoint(query.point);
  useTitle("What if · Planner");
  return (
    <>
      <PlannerNav />
      <div class="page">
        <header class="page-head">
          <h1>What would a change do?</h1>
          {point !== null && <p class="dim">at <bdi>{point}</bdi></p>}
        </header>
        <p class="protocol">
          Stored cases go through the changed rules, the people that are left work off what the rules send them, and each future
          is drawn many times, with and without the change on the same draws. Nothing here changes the real queue.
        </p>
        {point !== null && <Form point={point} />}
        {point === null && !isEmpty && <Skeleton lines={6} label="Fetching" />}
        {isEmpty && (
          <EmptyState title="There is no history to replay yet.">
            <p>A what-if needs decided cases with stored scores. Load a history first.</p>
          </EmptyState>
        )}
        <RunsList />
      </div>
    </>
  );
}
