import { useQuery } from "@urql/preact";

import { createStore, useStore } from "../../../app/store.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { session } from "../../../session/session.ts";
import { POINTS } from "./operations.ts";

export interface PointName {
  readonly key: string;
  readonly name: string;
}

export interface ChosenPoint {
  /** Null while it is not known. */
  readonly point: string | null;
  readonly isEmpty: boolean;
  /** All that there are, by name. */
  readonly points: readonly PointName[];
}

/** The decision point that was chosen last in this tab: other pages go on with it. */
const lastChosen = createStore<string | null>(null);
session.onLeave(() => lastChosen.set(null));

/** Keeps a choice for the other pages. */
export function choosePoint(point: string): void {
  lastChosen.set(point);
}

/** The decision point of the address, else the one that was chosen last, else the one of the newest decision. */
export function usePoint(requested: string | undefined): ChosenPoint {
  const [{ data }] = useQuery({ query: POINTS });
  const last = useStore(lastChosen);
  const newest = data && !isRefusal(data.decisions) ? data.decisions.nodes[0]?.decisionPoint : undefined;
  const points = (data?.registry.nodes ?? []).toSorted((one, other) => one.name.localeCompare(other.name));
  const known = points.some(({ key }) => key === last) ? last : null;
  return { point: requested ?? known ?? newest ?? null, isEmpty: data !== undefined && newest === undefined, points };
}
