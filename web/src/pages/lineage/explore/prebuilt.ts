import type { Question } from "./question.ts";

/** A question that the drawing answers for any node: what it asks, and the part of the address that asks it. */
export interface Prebuilt {
  readonly words: string;
  readonly query: Readonly<Record<string, string>>;
}

export const PREBUILT: readonly Prebuilt[] = [
  { words: "What is this based on, down to the data?", query: {} },
  { words: "What uses this, and what came of it?", query: { way: "DOWN" } },
  { words: "What uses this, counted by kind?", query: { way: "DOWN", by: "kind" } },
  { words: "What is one step away, both ways?", query: { way: "BOTH", depth: "1" } },
];

/** The query behind a drawing, as it can be sent to the API. */
export function queryBehind(id: string, { way, depth, by, most, asOf, to }: Question): string {
  const input = [
    `id: ${JSON.stringify(id)}`,
    `direction: ${way}`,
    `depth: ${depth}`,
    ...(by === "node" ? [`most: ${most}`] : []),
    ...(asOf === null ? [] : [`asOf: ${JSON.stringify(asOf)}`]),
  ].join(", ");
  const whole =
    by === "kind"
      ? `lineageByKind(input: { ${input} }) {\n    ... on LineageByKind { kinds counts edgeKinds edgeFrom edgeTo edgeCounts total truncated }\n    ... on Problem { code message }\n  }`
      : `lineage(input: { ${input} }) {\n    ... on Lineage { ids kinds titles knownAt edgeKinds edgeFrom edgeTo edgeKnownAt truncated }\n    ... on Problem { code message }\n  }`;
  const path =
    to === null
      ? ""
      : `\n  path(from: ${JSON.stringify(id)}, to: ${JSON.stringify(to)}${asOf === null ? "" : `, asOf: ${JSON.stringify(asOf)}`}) {\n    ... on Lineage { titles edgeKinds edgeFrom edgeTo edgeKnownAt }\n    ... on Problem { code message }\n  }`;
  return `query Drawing {\n  ${whole}${path}\n}\n`;
}
