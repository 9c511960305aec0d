import { isolated } from "../../../format/visible.ts";
import { kindName, nameOf, shortened } from "../../../format/words.ts";
import type { Colours } from "./colours.ts";
import { LONGEST_KIND, LONGEST_NAME } from "./labels.ts";
import type { GraphNode, Picture } from "./model.ts";
import { familyOf, OUTLINES } from "./shapes.ts";

const COLUMN = 170;
const ROW = 26;
const MARGIN = 24;
const RADIUS = 7;

interface Props {
  readonly picture: Picture;
  readonly colours: Colours;
  readonly selected: string | null;
  readonly onSelect?: (id: string) => void;
}

/** The drawing without WebGL; also the file that is saved, so its colours are its own. */
export function SvgDrawing({ picture, colours, selected, onSelect }: Props) {
  const nodes = [...picture.nodes.values()];
  const left = Math.min(0, ...nodes.map((node) => node.x));
  const top = Math.min(0, ...nodes.map((node) => node.y));
  const width = (Math.max(0, ...nodes.map((node) => node.x)) - left) * COLUMN + MARGIN * 2 + COLUMN;
  const height = (Math.max(0, ...nodes.map((node) => node.y)) - top) * ROW + MARGIN * 2;
  const at = (node: GraphNode) => [MARGIN + (node.x - left) * COLUMN, MARGIN + (node.y - top) * ROW] as const;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Drawing of ${nodes.length} nodes and ${picture.edges.size} edges; the list holds the same`}
      font-family="sans-serif"
      font-size="11"
    >
      <rect width={width} height={height} fill={colours.surface} />
      {[...picture.edges.values()].map((edge) => {
        const effect = picture.nodes.get(edge.effect);
        const cause = picture.nodes.get(edge.cause);
        if (!effect || !cause) return null;
        const [x1, y1] = at(effect);
        const [x2, y2] = at(cause);
        return <line key={edge.id} x1={x1} y1={y1} x2={x2} y2={y2} stroke={colours.line} stroke-opacity="0.6" />;
      })}
      {nodes.map((node) => {
        const family = familyOf(node.kind);
        const [x, y] = at(node);
        return (
          <g key={node.id} transform={`translate(${x} ${y})`} onClick={() => onSelect?.(node.id)}>
            <title>{`${kindName(node.kind)}: ${isolated(node.title)}`}</title>
            {node.id === selected && <circle r={RADIUS + 4} fill="none" stroke={colours.accent} stroke-width="2" />}
            <path
              d={OUTLINES[family.shape]}
              transform={`scale(${RADIUS})`}
              fill={colours.family.get(family.name) ?? colours.ink}
              fill-rule="evenodd"
            />
            <text x={RADIUS + 5} y="4" fill={colours.ink}>
              {shortened(nameOf(node), node.count > 1 ? LONGEST_KIND : LONGEST_NAME)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
