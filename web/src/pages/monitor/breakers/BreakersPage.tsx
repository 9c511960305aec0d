import { useQuery } from "@urql/preact";

import { useTitle } from "../../../app/title.ts";
import { moment } from "../../../format/time.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { managesBreakers } from "../../../session/session.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { ChangeForm } from "./ChangeForm.tsx";
import { BREAKERS, type RegisteredBreaker, STATE_WORDS } from "./operations.ts";
import "../../registry/registry.css";

/** The breakers of decision points, the open ones first: how each stands, why, and what was done with it. */
export default function BreakersPage() {
  const [{ data, fetching }, again] = useQuery({ query: BREAKERS, variables: { onlyOpen: false } });
  const reload = () => again({ requestPolicy: "network-only" });
  const isAnyOpen = data?.breakers.some(({ state }) => state !== "CLOSED");
  useTitle("Breakers");
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Breakers</h1>
        <p class="dim">An open breaker sends every case of a decision point to a person. A stopped point decides nothing until a person resets it. Strong drift opens a breaker by itself.</p>
        {data === undefined && fetching && <Skeleton lines={6} label="Fetching the breakers" />}
        {data === undefined && !fetching && <Failure message="The breakers could not be fetched." onRetry={reload} />}
        {data?.breakers.length === 0 && <EmptyState title="No decision points.">Load a pack first.</EmptyState>}
        {isAnyOpen === false && data?.breakers.length !== 0 && <p role="status">No breaker is open.</p>}
        <ul class="registry-versions">
          {data?.breakers.map((one) => (
            <BreakerItem key={one.id} breaker={one} onChanged={reload} />
          ))}
        </ul>
      </div>
    </>
  );
}

function BreakerItem({ breaker, onChanged }: { breaker: RegisteredBreaker; onChanged: () => void }) {
  const { name, decisionPoint, state, reason, since, changes } = breaker;
  return (
    <li aria-label={name}>
      <h3>{`${name} · ${STATE_WORDS[state]}`}</h3>
      {reason !== null && <p>{reason}</p>}
      {changes.length > 0 && <p class="dim">{`Since ${moment(since)}, by ${changes[0]?.by ?? "the worker"}.`}</p>}
      {changes.length > 1 && (
        <details>
          <summary>Earlier changes</summary>
          <ul>
            {changes.slice(1).map((one) => (
              <li key={one.at}>{`${moment(one.at)}, ${one.by ?? "the worker"}: ${STATE_WORDS[one.toState]}. ${one.reason}`}</li>
            ))}
          </ul>
        </details>
      )}
      {managesBreakers() && <ChangeForm point={decisionPoint} state={state} onChanged={onChanged} />}
    </li>
  );
}
