import { useQuery } from "@urql/preact";

import { isRefusal } from "../../../graphql/answers.ts";
import { POINTS } from "./operations.ts";

/** The decision point of the address, else the one of the newest decision; null while it is not known. */
export function usePoint(requested: string | undefined): { readonly point: string | null; readonly isEmpty: boolean } {
  const [{ data }] = useQuery({ query: POINTS });
  const newest = data && !isRefusal(data.decisions) ? data.decisions.nodes[0]?.decisionPoint : undefined;
  return { point: requested ?? newest ?? null, isEmpty: data !== undefined && newest === undefined };
}
