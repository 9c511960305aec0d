import { KINDS } from "../kinds.ts";

/** Families of kinds in the order of the legend: each has a colour and a shape, so that neither carries it alone. */
export const FAMILIES = [
  { name: "provenance", words: "Data", shape: "square" },
  { name: "registry", words: "Features and models", shape: "hexagon" },
  { name: "policy", words: "Rules", shape: "diamond" },
  { name: "case", words: "Cases and inputs", shape: "circle" },
  { name: "review", words: "Review and result", shape: "triangle" },
  { name: "people", words: "People", shape: "ring" },
  { name: "forecast", words: "Forecasts", shape: "plus" },
  { name: "audit", words: "Records", shape: "bar" },
] as const;

export type Shape = (typeof FAMILIES)[number]["shape"];

/** The order in which the shader knows them. */
export const SHAPES: readonly Shape[] = FAMILIES.map((family) => family.shape);

export function familyOf(kind: string): (typeof FAMILIES)[number] {
  const name = KINDS[kind]?.family;
  return FAMILIES.find((family) => family.name === name) ?? FAMILIES[7];
}

/** The outline of a shape within −1 … 1, as an SVG path. */
export const OUTLINES: Readonly<Record<Shape, string>> = {
  square: "M-.8-.8H.8V.8H-.8Z",
  hexagon: "M-.5-.87H.5L1 0 .5.87H-.5L-1 0Z",
  diamond: "M0-1 1 0 0 1-1 0Z",
  circle: "M-.9 0A.9.9 0 1 1 .9 0 .9.9 0 1 1-.9 0Z",
  triangle: "M0-.95 1 .8H-1Z",
  ring: "M-.95 0A.95.95 0 1 1 .95 0 .95.95 0 1 1-.95 0ZM-.45 0A.45.45 0 1 0 .45 0 .45.45 0 1 0-.45 0Z",
  plus: "M-.33-1H.33V-.33H1V.33H.33V1H-.33V.33H-1V-.33H-.33Z",
  bar: "M-1-.5H1V.5H-1Z",
};
