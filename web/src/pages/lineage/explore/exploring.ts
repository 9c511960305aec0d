import type { Client } from "@urql/core";

import { isRefusal } from "../../../graphql/answers.ts";
import { LINEAGE_BY_KIND } from "./kindOperations.ts";
import { FOLD, Folding } from "./fold.ts";
import { pictureOfKinds } from "./kinds.ts";
import { EMPTY, type Picture, pictureOf, withNeighbours, withOthers } from "./model.ts";
import { linksOf, type Links, NO_LINKS, withMore } from "./links.ts";
import { type Drawn, HOP, LINEAGE, LINKS, PATH, type Path } from "./operations.ts";
import type { Hop, Question } from "./question.ts";

/** Neighbours that one click loads. */
export const PAGE = 25;
/** Pages of a hop that are passed over, because all of them is drawn already, before one is taken as it is. */
const MOST_PASSED = 40;
/** So many cards are still read one by one; more are drawn as marks. */
export const MOST_CARDS = 160;
/** Cards of a layer one below the other before it is laid in several columns. */
const CARD_ROWS = 14;

export interface Explored {
  /** Every node and edge: what is listed, and drawn where there are too many for cards. */
  readonly picture: Picture;
  /** What is drawn as cards: the features of a snapshot as one. */
  readonly cards: Picture;
  /** The nodes that the one card of the features stands for. */
  readonly folded: readonly string[];
  /** Whether the lineage has more than is drawn. */
  readonly truncated: boolean;
  /** The way that was asked for: its nodes and edges in order. */
  readonly way: Way;
  /** What each card is linked to, and how much of it is drawn; of cards only. */
  readonly links: Links;
  /** What could not be answered, in words. */
  readonly problems: readonly string[];
}

/** A way between two nodes: its nodes in order, and the edges between them. */
export interface Way {
  readonly nodes: readonly string[];
  readonly steps: readonly WayStep[];
}

export interface WayStep {
  /** The id of the edge in the whole picture, and of its line among the cards. */
  readonly id: string;
  readonly line: string;
  readonly effect: string;
  readonly kind: string;
  readonly cause: string;
  /** ISO; when the firm knew of it. */
  readonly knownAt: string | null;
}

export const NO_WAY: Way = { nodes: [], steps: [] };

type Counted = { readonly counted: Links } | { readonly problem: string };
type Answer = { readonly drawn: Drawn; readonly next: string | null } | { readonly problem: string };

/** Answers a question about single nodes, or about all of a kind together; `onDrawn` gets it before links are counted. */
export async function explore(client: Client, id: string, question: Question, onDrawn: (explored: Explored) => void): Promise<Explored> {
  return question.by === "kind" ? exploreKinds(client, id, question) : exploreNodes(client, id, question, onDrawn);
}

/** Answers a whole question: the node's lineage, then each hop in turn, then the path; the same question, the same picture. */
async function exploreNodes(client: Client, id: string, question: Question, onDrawn: (explored: Explored) => void): Promise<Explored> {
  const problems: string[] = [];
  let truncated = false;
  let picture = EMPTY;
  let cards = EMPTY;
  const folding = new Folding(id, question.isUnfolded);
  const first = await lineage(client, id, question);
  if ("problem" in first) problems.push(first.problem);
  else {
    picture = pictureOf(first.drawn);
    cards = pictureOf(folding.of(first.drawn), CARD_ROWS);
    truncated = first.drawn.truncated;
  }
  for (const hop of question.hops) {
    let after: string | null = null;
    let passed = 0;
    for (let page = 0; page < hop.pages && (page + passed === 0 || after !== null); page += 1) {
      const answer: Answer = await neighbours(client, hop, after, question.asOf);
      if ("problem" in answer) {
        problems.push(answer.problem);
        break;
      }
      after = answer.next;
      const before = picture;
      picture = withNeighbours(picture, hop.from, answer.drawn);
      const folded = folding.of(answer.drawn);
      cards = withNeighbours(cards, folding.holds(hop.from) ? FOLD : hop.from, folded);
      // A page of which all is drawn already would look as if nothing had happened.
      if (picture.edges.size === before.edges.size && passed < MOST_PASSED) {
        passed += 1;
        page -= 1;
      }
    }
  }
  let way = NO_WAY;
  if (question.to !== null) {
    const answer = await between(client, id, question.to, question.asOf);
    if ("problem" in answer) problems.push(answer.problem);
    else {
      picture = withOthers(picture, answer.path);
      cards = withOthers(cards, folding.of(answer.path));
      way = wayOf(answer.path, (node) => (folding.holds(node) ? FOLD : node));
    }
  }
  cards = folding.counted(cards, picture);
  const drawn = { picture, cards, folded: folding.members, truncated, way, links: NO_LINKS, problems };
  onDrawn(drawn);
  const links = await linked(client, picture, cards, question.asOf);
  if ("problem" in links) return { ...drawn, problems: [...problems, `What is not drawn could not be counted. ${links.problem}`] };
  return { ...drawn, cards: withMore(cards, links.counted), links: links.counted };
}

/** A way as its steps; `cardOf`: the card that stands for a node. */
export function wayOf(path: Path, cardOf: (node: string) => string): Way {
  const nodes = path.ids.map(String);
  const steps = path.edgeKinds.map((edge, at) => {
    const [effect, kind, cause] = [nodes[Number(path.edgeFrom[at])] ?? "", String(edge), nodes[Number(path.edgeTo[at])] ?? ""];
    const known = path.edgeKnownAt[at];
    return {
      id: `${effect} ${kind} ${cause}`,
      line: `${cardOf(effect)} ${kind} ${cardOf(cause)}`,
      effect,
      kind,
      cause,
      knownAt: typeof known === "string" ? known : null,
    };
  });
  return { nodes, steps };
}

/** Counts what the cards are linked to; more nodes than cards hold are not asked about. */
async function linked(client: Client, picture: Picture, cards: Picture, asOf: string | null): Promise<Counted> {
  const ids = [...cards.nodes.keys()].filter((id) => id !== FOLD);
  if (ids.length === 0 || cards.nodes.size > MOST_CARDS) return { counted: NO_LINKS };
  const { data } = await client.query(LINKS, { input: { ids, asOf } }).toPromise();
  if (!data) return { problem: LOST };
  return isRefusal(data.nodeLinks) ? { problem: data.nodeLinks.message } : { counted: linksOf(picture, ids, data.nodeLinks) };
}

async function exploreKinds(client: Client, id: string, { way, depth, asOf }: Question): Promise<Explored> {
  const { data } = await client.query(LINEAGE_BY_KIND, { input: { id, direction: way, depth, asOf } }).toPromise();
  const nothing = { picture: EMPTY, cards: EMPTY, folded: [], truncated: false, way: NO_WAY, links: NO_LINKS };
  if (!data) return { ...nothing, problems: [LOST] };
  if (isRefusal(data.lineageByKind)) return { ...nothing, problems: [data.lineageByKind.message] };
  const { truncated } = data.lineageByKind;
  const picture = pictureOfKinds(data.lineageByKind);
  return { picture, cards: picture, folded: [], truncated, way: NO_WAY, links: NO_LINKS, problems: [] };
}

const LOST = "Signoff does not answer. Try again in a moment.";

async function lineage(client: Client, id: string, { way, depth, asOf, most }: Question): Promise<Answer> {
  const { data } = await client.query(LINEAGE, { input: { id, direction: way, depth, asOf, most } }).toPromise();
  if (!data) return { problem: LOST };
  return isRefusal(data.lineage) ? { problem: data.lineage.message } : { drawn: data.lineage, next: null };
}

async function neighbours(client: Client, hop: Hop, after: string | null, asOf: string | null): Promise<Answer> {
  const { from, way, edge, kind } = hop;
  const input = { id: from, direction: way, edge, kind, first: PAGE, after, asOf };
  const { data } = await client.query(HOP, { input }).toPromise();
  if (!data) return { problem: LOST };
  if (isRefusal(data.neighbours)) return { problem: data.neighbours.message };
  const { graph, pageInfo } = data.neighbours;
  return { drawn: graph, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

async function between(client: Client, from: string, to: string, asOf: string | null): Promise<{ readonly path: Path } | { readonly problem: string }> {
  const { data } = await client.query(PATH, { from, to, asOf }).toPromise();
  if (!data) return { problem: LOST };
  return isRefusal(data.path) ? { problem: data.path.message } : { path: data.path };
}
