import { counted } from "../../../format/words.ts";
import type { Explored } from "./exploring.ts";
import { totalsOf } from "./kinds.ts";
import { LARGEST, type Question } from "./question.ts";

interface Props {
  readonly explored: Explored | null;
  readonly busy: boolean;
  readonly question: Question;
  readonly onChange: (changes: Readonly<Record<string, string | null>>) => void;
}

/** How much is drawn, and what can be done where there is more. */
export function DrawingStatus({ explored, busy, question, onChange }: Props) {
  if (busy || !explored) return <p class="explore-status" role="status">Fetching…</p>;
  const { picture, truncated } = explored;
  const totals = totalsOf(picture);
  const kinds = question.by === "kind" ? ` of ${counted(picture.nodes.size, "kind")}` : "";
  return (
    <p class="explore-status" role="status">
      {`${counted(totals.nodes, "node")}${kinds}, ${counted(totals.edges, "edge")}`}
      {truncated && "; not all of it is drawn: choose fewer steps"}
      {truncated && question.by === "node" && (
        <>
          {question.most < LARGEST && (
            <>
              {", "}
              <button class="link" onClick={() => onChange({ most: String(LARGEST) })}>
                draw up to {LARGEST.toLocaleString("en")}
              </button>
            </>
          )}
          {", or "}
          <button class="link" onClick={() => onChange({ by: "kind", at_node: null })}>
            count by kind
          </button>
        </>
      )}
    </p>
  );
}
