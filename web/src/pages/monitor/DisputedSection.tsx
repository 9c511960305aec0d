import { useQuery } from "@urql/preact";

import { moment } from "../../format/time.ts";
import { DISPUTED } from "./operations.ts";
import "./drift.css";

interface Props {
  readonly point: string;
  readonly from: string;
  readonly to: string;
}

/** Which reasons of scores reviewers held to be wrong in the time that is chosen; nothing where there are none. */
export function DisputedSection({ point, from, to }: Props) {
  const [{ data }] = useQuery({ query: DISPUTED, variables: { input: { decisionPoint: point, from, to } } });
  const disputed = data?.disputedReasons ?? [];
  if (disputed.length === 0) return null;
  return (
    <section class="panel drift" aria-labelledby="disputed">
      <h2 id="disputed">Reasons that reviewers held to be wrong</h2>
      <ul class="drift-list">
        {disputed.map((one) => (
          <li key={one.featureVersionId}>
            <b>{one.words}</b>
            <span class="dim">
              {one.disputes === 1 ? "once" : `${one.disputes} times`}, last {moment(one.lastAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
