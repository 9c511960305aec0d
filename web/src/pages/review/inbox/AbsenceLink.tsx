import { useQuery } from "@urql/preact";

import { moment } from "../../../format/time.ts";
import { decides } from "../../../session/session.ts";
import { DELEGATIONS } from "../../people/absence/operations.ts";

/** Leads reviewers to the page of absences, and says who has their work or whose work they have now. */
export function AbsenceLink() {
  const [{ data }] = useQuery({ query: DELEGATIONS, variables: { mine: true, openOnly: true }, pause: !decides(), requestPolicy: "cache-and-network" });
  if (!decides()) return null;
  const running = data?.delegations.filter(({ state }) => state === "RUNNING") ?? [];
  return (
    <a class="queue" href="/absence">
      <span class="queue-name">Absence</span>
      <span class="queue-open" />
      <span class="queue-state">
        {running.map((one) => (
          <span key={one.id}>{`${one.delegate} acts for ${one.delegator} until ${moment(one.until)}`}</span>
        ))}
        {running.length === 0 && <span>delegate your cases</span>}
      </span>
    </a>
  );
}
