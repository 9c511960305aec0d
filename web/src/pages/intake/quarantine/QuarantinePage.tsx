import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import { REFUSED_ROWS } from "./operations.ts";
import { RefusedRowPanel } from "./RefusedRowPanel.tsx";
import { useRowChange } from "./useRowChange.ts";
import "./quarantine.css";

const STATES = [
  { state: "OPEN", words: "To be mended", empty: "No refused row waits." },
  { state: "MENDED", words: "Being read again", empty: "No mended row waits to be read." },
  { state: "REPLAYED", words: "Mended and read", empty: "No row was mended and read yet." },
  { state: "DISMISSED", words: "Left out", empty: "No row was left out." },
] as const;

/** Rows of files that were refused: why, where, what they held; mended and read again, or left out. */
export default function QuarantinePage() {
  useTitle("Refused rows · Analyst");
  const { query, change } = useAddress();
  const shown = STATES.find((one) => one.state === query.state) ?? STATES[0];
  const [{ data, fetching, error }, again] = useQuery({
    query: REFUSED_ROWS,
    variables: { state: shown.state, after: query.after ?? null },
    requestPolicy: "cache-and-network",
  });
  const changes = useRowChange(() => again({ requestPolicy: "network-only" }));
  const page = data?.quarantinedRows;
  return (
    <>
      <AnalystNav />
      <div class="page">
        <header class="page-head">
          <h1>Refused rows</h1>
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
        {!page && fetching && <Skeleton lines={8} label="Fetching refused rows" />}
        {!page && !fetching && (
          <Failure message={error?.graphQLErrors[0]?.message ?? "The refused rows could not be fetched."} onRetry={() => again()} />
        )}
        {page?.nodes.length === 0 && (
          <EmptyState title={shown.empty}>
            <p>A row that cannot be read when a file is loaded is listed here with the reason.</p>
          </EmptyState>
        )}
        {page?.nodes.map((row) => (
          <RefusedRowPanel key={`${row.id} ${row.state}`} row={row} changes={changes} />
        ))}
        {page?.pageInfo.hasNextPage && (
          <button type="button" class="button" onClick={() => change({ after: page.pageInfo.endCursor })}>
            Next rows
          </button>
        )}
      </div>
    </>
  );
}
