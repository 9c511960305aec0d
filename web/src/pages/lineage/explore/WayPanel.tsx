import { moment } from "../../../format/time.ts";
import { counted, edgeName, kindName, nameOf } from "../../../format/words.ts";
import { KINDS } from "../../../kinds.ts";
import type { Way, WayStep } from "./exploring.ts";
import { Mark } from "./Mark.tsx";
import type { Picture } from "./model.ts";
import { SearchPanel } from "./SearchPanel.tsx";

interface Props {
  readonly picture: Picture;
  readonly way: Way;
  /** Whether an end of the way was chosen. */
  readonly hasEnd: boolean;
  /** The edge that was chosen. */
  readonly chosen: string | null;
  readonly onChoose: (step: WayStep) => void;
  readonly onPath: (id: string) => void;
  readonly onEnd: () => void;
}

/** The way from the start to another node as sentences; each chooses its line in the drawing. */
export function WayPanel({ picture, way, hasEnd, chosen, onChoose, onPath, onEnd }: Props) {
  if (!hasEnd)
    return (
      <div class="node-panel">
        <h2>A way to another node</h2>
        <p class="dim">Choose where it leads: here, or by “Path from the start” at a node.</p>
        <SearchPanel onPath={onPath} />
      </div>
    );
  return (
    <div class="node-panel">
      <header>
        <h2>{way.steps.length === 0 ? "No way is drawn" : counted(way.steps.length, "step")}</h2>
        {way.steps.length > 0 && <p>{throughWords(way, picture)}</p>}
        <p>
          <button class="button small" onClick={onEnd}>
            Take the way away
          </button>
        </p>
      </header>
      <ol class="way">
        {way.steps.map((step) => (
          <li key={step.id}>
            <button class="way-step" aria-pressed={step.id === chosen} onClick={() => onChoose(step)}>
              <span>
                <End id={step.effect} picture={picture} /> <b>{edgeName(step.kind)}</b> <End id={step.cause} picture={picture} />.
              </span>
              {step.knownAt !== null && <time dateTime={step.knownAt}>{moment(step.knownAt)}</time>}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function End({ id, picture }: { id: string; picture: Picture }) {
  const node = picture.nodes.get(id);
  if (!node) return null;
  return (
    <span class="way-end">
      <Mark kind={node.kind} /> {kindName(node.kind)} <bdi>{nameOf(node)}</bdi>
    </span>
  );
}

/** What a way passes between its ends, in a sentence. */
export function throughWords(way: Way, picture: Picture): string {
  const families = way.nodes.slice(1, -1).map((id) => KINDS[picture.nodes.get(id)?.kind ?? ""]?.family);
  const isInTime = way.steps.some(({ kind }) => kind === "WAS_REVISION_OF" || kind === "WAS_INFORMED_BY");
  const passed = [
    ...(families.includes("policy") ? ["rules"] : []),
    ...(families.includes("people") ? ["people"] : []),
    ...(isInTime ? ["time"] : []),
  ];
  return passed.length === 0 ? "It goes through data." : `It goes through ${passed.join(" and ")}: no way through data alone was found.`;
}
