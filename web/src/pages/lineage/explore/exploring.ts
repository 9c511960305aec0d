import type { Client } from "@urql/core";

import { isRefusal } from "../../../graphql/answers.ts";
import { LINEAGE_BY_KIND } from "./kindOperations.ts";
import { FOLD, Folding } from "./fold.ts";
import { pictureOfKinds } from "./kinds.ts";
import { EMPTY, type Picture, pictureOf, withNeighbours, withOthers } from "./model.ts";
import { type Drawn, HOP, LINEAGE, PATH } from "./operations.ts";
import type { Hop, Question } from "./question.ts";

/** Neighbours that one click loads. */
export const PAGE = 50;
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
  /** Nodes of the way that was asked for, in order. */
  readonly way: readonly string[];
  /** What could not be answered, in words. */
  readonly problems: readonly string[];
}

type Answer = { readonly drawn: Drawn; readonly next: string | null } | { readonly problem: string };

/** Answers a question about single nodes, or about all of a kind together. */
export async function explore(client: Client, id: string, question: Question): Promise<Explored> {
  return question.by === "kind" ? exploreKinds(client, id, question) : exploreNodes(client, id, question);
}

/** Answers a whole question: the node's lineage, then each hop in turn, then the path; the same question, the same picture. */
async function exploreNodes(client: Client, id: string, question: Question): Promise<Explored> {
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
    for (let page = 0; page < hop.pages && (page === 0 || after !== null); page += 1) {
      const answer: Answer = await neighbours(client, hop, after, question.asOf);
      if ("problem" in answer) {
        problems.push(answer.problem);
        break;
      }
      picture = withNeighbours(picture, hop.from, answer.drawn);
      const folded = folding.of(answer.drawn);
      cards = withNeighbours(cards, folding.holds(hop.from) ? FOLD : hop.from, folded);
      after = answer.next;
    }
  }
  let way: readonly string[] = [];
  if (question.to !== null) {
    const answer = await between(client, id, question.to);
    if ("problem" in answer) problems.push(answer.problem);
    else {
      picture = withOthers(picture, answer.drawn);
      cards = withOthers(cards, folding.of(answer.drawn));
      way = answer.drawn.ids.map(String);
    }
  }
  return { picture, cards: folding.counted(cards, picture), folded: folding.members, truncated, way, problems };
}

async function exploreKinds(client: Client, id: string, { way, depth, asOf }: Question): Promise<Explored> {
  const { data } = await client.query(LINEAGE_BY_KIND, { input: { id, direction: way, depth, asOf } }).toPromise();
  const nothing = { picture: EMPTY, cards: EMPTY, folded: [], truncated: false, way: [] };
  if (!data) return { ...nothing, problems: [LOST] };
  if (isRefusal(data.lineageByKind)) return { ...nothing, problems: [data.lineageByKind.message] };
  const { truncated } = data.lineageByKind;
  const picture = pictureOfKinds(data.lineageByKind);
  return { picture, cards: picture, folded: [], truncated, way: [], problems: [] };
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

async function between(client: Client, from: string, to: string): Promise<Answer> {
  const { data } = await client.query(PATH, { from, to }).toPromise();
  if (!data) return { problem: LOST };
  return isRefusal(data.path) ? { problem: data.path.message } : { drawn: data.path, next: null };
}
