import { counted, kindName, readableTitle } from "../../../format/words.ts";
import { Mark } from "./Mark.tsx";
import type { GraphNode, Picture } from "./model.ts";

interface Props {
  readonly picture: Picture;
  /** The nodes that the card stands for. */
  readonly folded: readonly string[];
  readonly onSelect: (id: string) => void;
  readonly onOpen: () => void;
}

/** What the one card of the features stands for, and how to draw each for itself. */
export function FoldPanel({ picture, folded, onSelect, onOpen }: Props) {
  const members = folded.flatMap((id) => picture.nodes.get(id) ?? []);
  const kinds = [...Map.groupBy(members, (node) => node.kind)];
  return (
    <div class="node-panel">
      <header>
        <p class="node-kind">
          <Mark kind="FeatureVersion" /> One card for all features
        </p>
        <h2>{kinds.map(([kind, nodes]) => counted(nodes.length, kindName(kind).toLowerCase())).join(", ")}</h2>
        <p>
          <button class="button small" onClick={onOpen}>
            Draw each
          </button>
        </p>
      </header>
      {kinds.map(([kind, nodes]) => (
        <Members key={kind} kind={kind} nodes={nodes} onSelect={onSelect} />
      ))}
    </div>
  );
}

function Members({ kind, nodes, onSelect }: { kind: string; nodes: readonly GraphNode[]; onSelect: (id: string) => void }) {
  return (
    <section>
      <h3>{kindName(kind)}</h3>
      <ul class="fold-list">
        {nodes.map((node) => (
          <li key={node.id}>
            <button class="link" onClick={() => onSelect(node.id)}>
              {readableTitle(node.title)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
