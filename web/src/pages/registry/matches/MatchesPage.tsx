import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { MatchPanel } from "./MatchPanel.tsx";
import { IDENTITY_MATCHES } from "./operations.ts";
import { useMatchChange } from "./useMatchChange.ts";
import "../../../tables/tables.css";
import "./matches.css";

const STATES = [
  { state: "PROPOSED", words: "To be decided", empty: "No pair waits." },
  { state: "SAME", words: "Held to be one", empty: "No two were held to be one." },
  { state: "DIFFERENT", words: "Held to be two", empty: "No two were held apart." },
] as const;

/** Entities with names so alike that they may be one: unsure pairs wait for a person, and each decision can be taken back. */
export default function MatchesPage() {
  useTitle("Likely the same · Analyst");
  const { query, change } = useAddress();
  const shown = STATES.find((one) => one.state === query.state) ?? STATES[0];
  const [{ data, fetching, error }, again] = useQuery({
    query: IDENTITY_MATCHES,
    variables: { state: shown.state, after: query.after ?? null },
    requestPolicy: "cache-and-network",
  });
  const changes = useMatchChange(() => again({ requestPolicy: "network-only" }));
  const page = data?.identityMatches;
  return (
    <>
      <AnalystNav />
      <div class="page">
        <header class="page-head">
          <h1>Likely the same</h1>
        </header>
        <div class="filters">
          <label>
            Show{" "}
            <select value={shown.state} onChange={(event) => change({ state: event.currentTarget.value, after: null })}>
              {STATES.map((one) => (
                <option key={one.state} value={one.state}>
                  {one.words}
                </option>
              ))}
            </select>
          </label>
        </div>
        {!page && fetching && <Skeleton lines={8} label="Fetching pairs" />}
        {!page && !fetching && (
          <Failure message={error?.graphQLErrors[0]?.message ?? "The pairs could not be fetched."} onRetry={() => again()} />
        )}
        {page?.nodes.length === 0 && (
          <EmptyState title={shown.empty}>
            <p>
              Vendors, customers or products whose names are so alike that they may be one are listed here. The same name in
              another writing is held to be one automatically, unless something on record speaks against it. Nothing is
              deleted: both stay, and every decision can be taken back.
            </p>
          </EmptyState>
        )}
        {page?.nodes.map((match) => (
          <MatchPanel key={`${match.id} ${match.state}`} match={match} changes={changes} />
        ))}
        {page?.pageInfo.hasNextPage && (
          <button type="button" class="button" onClick={() => change({ after: page.pageInfo.endCursor })}>
            Next pairs
          </button>
        )}
      </div>
    </>
  );
}
