import { useQuery } from "@urql/preact";

import { moment } from "../../../format/time.ts";
import { counted } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { HISTORY } from "./evidence.ts";

const CORRECTION = "CORRECT";

interface Props {
  readonly caseId: string;
  /** When the decision in force was made; null for an open case. */
  readonly decidedAt: string | null;
}

/** Gives notice that the data of a case were corrected: since its decision, or while it waited for one. */
export function Corrections({ caseId, decidedAt }: Props) {
  const [{ data }] = useQuery({ query: HISTORY, variables: { id: caseId } });
  if (!data || isRefusal(data.caseHistory)) return null;
  const { entries, changedSince } = data.caseHistory;
  const isRelevant = (at: string) => decidedAt === null || Date.parse(at) > Date.parse(decidedAt);
  const corrections = entries.filter((one) => one.what === CORRECTION && isRelevant(one.at));
  const last = corrections.at(-1);
  if (!last) return null;
  const times = corrections.length === 1 ? "once" : `${counted(corrections.length, "time")}, the last time`;
  return (
    <section class="panel corrections" aria-labelledby="corrections-title">
      <h2 id="corrections-title">
        {decidedAt === null ? "The data of this case were corrected" : "The data were corrected after this decision"}
      </h2>
      <p>
        {times} on <time dateTime={last.at}>{moment(last.at)}</time>
        {last.actor !== null && (
          <>
            {" by "}
            <bdi>{last.actor}</bdi>
          </>
        )}
        .{decidedAt !== null && " The decision was made on the data before."}
      </p>
      {changedSince.length === 0 ? (
        <p>The values are the same again as before the corrections.</p>
      ) : (
        <ul class="changes">
          {changedSince.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
