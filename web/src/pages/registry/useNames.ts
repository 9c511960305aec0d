import { useQuery } from "@urql/preact";

import { inWords } from "../../format/words.ts";
import { graphql, type ResultOf } from "../../graphql/tada.ts";

const NAMES = graphql(`
  query Names {
    points: registry(kind: DECISION_POINT, first: 100) {
      nodes {
        key
        name
      }
    }
    queues: registry(kind: QUEUE, first: 100) {
      nodes {
        key
        name
      }
    }
    policies: registry(kind: POLICY, first: 100) {
      nodes {
        key
        name
      }
    }
    models: registry(kind: MODEL, first: 100) {
      nodes {
        key
        name
      }
    }
  }
`);

type Registered = ResultOf<typeof NAMES>["points"]["nodes"][number];

export interface Names {
  /** What a decision point is called, by its key. */
  readonly point: (key: string) => string;
  /** What a queue is called, by its key. */
  readonly queue: (key: string) => string;
  /** What a policy is called, by its key. */
  readonly policy: (key: string) => string;
  /** What a model is called, by its key. */
  readonly model: (key: string) => string;
  /** All decision points, by name. */
  readonly points: readonly Registered[];
}

/** The names of decision points, queues, policies and models; one that is not registered, or not yet fetched, by its key in words. */
export function useNames(): Names {
  const [{ data }] = useQuery({ query: NAMES });
  const points = data?.points.nodes ?? [];
  return {
    point: (key) => nameIn(points, key),
    queue: (key) => nameIn(data?.queues.nodes ?? [], key),
    policy: (key) => nameIn(data?.policies.nodes ?? [], key),
    model: (key) => nameIn(data?.models.nodes ?? [], key),
    points: points.toSorted((one, other) => one.name.localeCompare(other.name)),
  };
}

/** The name of what has this key: a name that only repeats it is put in words. */
export function nameIn(registered: readonly Registered[], key: string): string {
  const name = registered.find((one) => one.key === key)?.name ?? key;
  return name === key ? inWords(key) : name;
}
