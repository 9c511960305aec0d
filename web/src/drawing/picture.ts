export interface GraphNode {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** What its card says instead of its name, where it stands for several. */
  readonly label?: string;
  /** Epoch milliseconds; null where it is unknown. */
  readonly knownAt: number | null;
  /** Its column, causes left of effects, and its row around 0. */
  readonly x: number;
  readonly y: number;
  /** How many nodes it stands for. */
  readonly count: number;
  /** How many neighbours are not drawn; absent where that is not counted. */
  readonly more?: More;
}

/** Neighbours that are not drawn: causes, which would stand left, and effects, right; `atLeast`: there may be more. */
export interface More {
  readonly causes: number;
  readonly effects: number;
  readonly atLeast: boolean;
}

export interface GraphEdge {
  readonly id: string;
  readonly kind: string;
  readonly effect: string;
  readonly cause: string;
  /** How many edges it stands for. */
  readonly count: number;
}

/** What is drawn; also the list beside it. */
export interface Picture {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
}
