import { counted } from "../../../format/words.ts";
import type { Picture } from "./model.ts";
import type { Drawn } from "./operations.ts";

/** Kinds of which a snapshot, score or model has so many that they are drawn as one card. */
const FOLDED: ReadonlySet<string> = new Set(["FeatureVersion", "Feature"]);
const FOLD_KIND = "FeatureVersion";
/** Fewer are drawn each for itself. */
const FEWEST = 3;
/** The id of the card that stands for the features of a drawing. */
export const FOLD = "features";

/** Folds the features of a drawing into one card, part after part as they come. */
export class Folding {
  readonly #members = new Set<string>();

  /** `root` keeps its own card: the drawing is about it. Nothing is folded where each is asked for. */
  constructor(
    private readonly root: string,
    private readonly isUnfolded: boolean,
  ) {}

  get members(): readonly string[] {
    return [...this.#members];
  }

  holds(id: string): boolean {
    return this.#members.has(id);
  }

  /** A part of the drawing in which one node stands for its features. */
  of(drawn: Drawn): Drawn {
    if (this.isUnfolded) return drawn;
    const features = [...drawn.ids.keys()].filter((at) => FOLDED.has(String(drawn.kinds[at])) && drawn.ids[at] !== this.root);
    if (features.length < (this.#members.size > 0 ? 1 : FEWEST)) return drawn;
    for (const at of features) this.#members.add(String(drawn.ids[at]));
    return folded(drawn, features);
  }

  /** The cards with the number of features on theirs. */
  counted(cards: Picture, whole: Picture): Picture {
    const card = cards.nodes.get(FOLD);
    if (!card) return cards;
    const versions = this.members.filter((id) => whole.nodes.get(id)?.kind === FOLD_KIND).length;
    const count = versions === 0 ? this.#members.size : versions;
    const words = counted(count, "feature");
    return { ...cards, nodes: new Map(cards.nodes).set(FOLD, { ...card, title: words, label: words, count }) };
  }
}

function folded(drawn: Drawn, features: readonly number[]): Drawn {
  const isFolded = new Set(features);
  const rest = [...drawn.ids.keys()].filter((at) => !isFolded.has(at));
  const place = new Map(rest.map((at, now) => [at, now]));
  const fold = rest.length;
  const edges = new Map<string, readonly [kind: string, from: number, to: number]>();
  drawn.edgeKinds.forEach((kind, at) => {
    const from = place.get(Number(drawn.edgeFrom[at])) ?? fold;
    const to = place.get(Number(drawn.edgeTo[at])) ?? fold;
    if (from !== fold || to !== fold) edges.set(`${from} ${String(kind)} ${to}`, [String(kind), from, to]);
  });
  const versions = features.filter((at) => drawn.kinds[at] === FOLD_KIND);
  const placed = versions.length === 0 ? features : versions;
  const middle = placed.reduce((sum, at) => sum + Number(drawn.y[at]), 0) / placed.length;
  const of = (values: Drawn["ids"], own: string | number | null) => [...rest.map((at) => values[at] ?? null), own];
  return {
    ids: of(drawn.ids, FOLD),
    kinds: of(drawn.kinds, FOLD_KIND),
    titles: of(drawn.titles, ""),
    knownAt: of(drawn.knownAt, null),
    x: of(drawn.x, Math.max(...placed.map((at) => Number(drawn.x[at])))),
    y: of(drawn.y, middle),
    edgeKinds: [...edges.values()].map(([kind]) => kind),
    edgeFrom: [...edges.values()].map(([, from]) => from),
    edgeTo: [...edges.values()].map(([, , to]) => to),
    truncated: drawn.truncated,
  };
}
