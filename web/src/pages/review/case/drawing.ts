import { KINDS } from "../../../kinds.ts";
import type { LineageColumns } from "./operations.ts";

export interface DrawnNode {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly family: string;
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly kind: string;
  readonly cause: DrawnNode;
  readonly effect: DrawnNode;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly width: number;
  readonly height: number;
  /** How far down the node at the right end stands, where reading begins. */
  readonly focus: number;
}

export const NODE_WIDTH = 146;
export const NODE_HEIGHT = 38;
const COLUMN = NODE_WIDTH + 34;
const ROW = NODE_HEIGHT + 12;
const MARGIN = 8;
/** Room for edges that join two nodes of the last column. */
const BEND = 26;
const UNKNOWN_FAMILY = "audit";

/** Turns the places that the server tells (layers from causes to effects, rows around 0) into points of a drawing. */
export function draw(columns: LineageColumns): Drawing {
  const rows = columns.y.map(Number);
  const top = Math.min(0, ...rows);
  const nodes = columns.ids.map((id, at): DrawnNode => {
    const kind = String(columns.kinds[at]);
    return {
      id: String(id),
      kind,
      title: String(columns.titles[at] ?? ""),
      family: KINDS[kind]?.family ?? UNKNOWN_FAMILY,
      x: MARGIN + Number(columns.x[at]) * COLUMN,
      y: MARGIN + ((rows[at] ?? 0) - top) * ROW,
    };
  });
  const edges = columns.edgeFrom.flatMap((from, at) => {
    const effect = nodes[Number(from)];
    const cause = nodes[Number(columns.edgeTo[at])];
    return effect && cause ? [{ kind: String(columns.edgeKinds[at]), effect, cause }] : [];
  });
  const last = nodes.reduce<DrawnNode | undefined>((right, node) => (right && right.x >= node.x ? right : node), undefined);
  return {
    nodes,
    edges,
    focus: (last?.y ?? 0) + NODE_HEIGHT / 2,
    width: Math.max(0, ...nodes.map((node) => node.x)) + NODE_WIDTH + MARGIN + BEND,
    height: Math.max(0, ...nodes.map((node) => node.y)) + NODE_HEIGHT + MARGIN,
  };
}

/** The path of an edge from its cause, left, to its effect, right. */
export function curve({ cause, effect }: DrawnEdge): string {
  const middle = NODE_HEIGHT / 2;
  if (cause.x === effect.x) {
    const side = cause.x + NODE_WIDTH;
    return `M${side} ${cause.y + middle} C${side + BEND} ${cause.y + middle} ${side + BEND} ${effect.y + middle} ${side} ${effect.y + middle}`;
  }
  const forward = cause.x < effect.x;
  const start = forward ? cause.x + NODE_WIDTH : cause.x;
  const end = forward ? effect.x : effect.x + NODE_WIDTH;
  const bend = (end - start) / 2;
  return `M${start} ${cause.y + middle} C${start + bend} ${cause.y + middle} ${end - bend} ${effect.y + middle} ${end} ${effect.y + middle}`;
}
