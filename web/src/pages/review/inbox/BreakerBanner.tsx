import { useQuery } from "@urql/preact";

import { moment } from "../../../format/time.ts";
import { BREAKERS, STATE_WORDS } from "../../monitor/breakers/operations.ts";

/** Says at the desk of a decision point that its breaker is not closed, and why; nothing where all are. */
export function BreakerBanner({ queue }: { queue: string | null }) {
  const [{ data }] = useQuery({ query: BREAKERS, variables: { onlyOpen: true }, requestPolicy: "cache-and-network" });
  const here = data?.breakers.filter((one) => queue === null || one.queue === queue) ?? [];
  return (
    <>
      {here.map((one) => (
        <p key={one.id} class="desk-breaker" role="status">
          <b>{`${one.name} is ${STATE_WORDS[one.state]}.`}</b>
          {` Since ${moment(one.since)}. ${one.reason ?? ""}`}
        </p>
      ))}
    </>
  );
}
