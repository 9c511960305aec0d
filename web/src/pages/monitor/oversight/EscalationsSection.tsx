import { useQuery } from "@urql/preact";

import { isRefusal } from "../../../graphql/answers.ts";
import { moment } from "../../../format/time.ts";
import { recordAddress } from "../../decision/record/addresses.ts";
import { ESCALATIONS, type ListedDecision } from "./operations.ts";

interface Props {
  readonly point: string;
  readonly from: string;
  readonly to: string;
}

/** Escalations that changed nothing, and wrong decisions that nobody escalated: whether the right cases go up. */
export function EscalationsSection({ point, from, to }: Props) {
  const live = { from, to, kind: "HUMAN", origin: "LIVE" };
  const [{ data }] = useQuery({
    query: ESCALATIONS,
    variables: { point, inVain: { ...live, escalated: true, againstModel: false }, missed: { ...live, escalated: false, endedBadly: true } },
  });
  if (!data) return null;
  return (
    <section class="panel table-panel" aria-labelledby="escalations">
      <h2 id="escalations">Escalations</h2>
      <h3>Escalated, and decided as advised all the same</h3>
      <Decisions listed={isRefusal(data.inVain) ? [] : data.inVain.nodes} none="No escalation changed nothing in these days." />
      <h3>Wrong, and never escalated</h3>
      <Decisions listed={isRefusal(data.missed) ? [] : data.missed.nodes} none="No decision of a person that proved wrong went without escalation in these days." />
    </section>
  );
}

function Decisions({ listed, none }: { listed: readonly ListedDecision[]; none: string }) {
  if (listed.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {listed.map(({ id, externalId, decider, decidedAt }) => (
        <li key={id}>
          <a href={recordAddress(id)}>{externalId}</a>, decided {moment(decidedAt)} by <bdi>{decider ?? "nobody known"}</bdi>
        </li>
      ))}
    </ul>
  );
}
