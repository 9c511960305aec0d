import { useQuery } from "@urql/preact";

import { isolated } from "../../../format/visible.ts";
import { kindName, nameOf } from "../../../format/words.ts";
import { isNowhere, isRefusal } from "../../../graphql/answers.ts";
import { NODE } from "./operations.ts";

interface Root {
  readonly name: string | null;
  /** ISO; when the firm first knew of it. */
  readonly knownAt: string | null;
  readonly isMissing: boolean;
}

/** What the node is called that is explored and since when it is known, null while that is not read; whether there is no such node. */
export function useRoot(id: string): Root {
  const [{ data }] = useQuery({ query: NODE, variables: { id, asOf: null } });
  if (!data) return { name: null, knownAt: null, isMissing: false };
  if (isRefusal(data.node)) return { name: null, knownAt: null, isMissing: isNowhere(data.node) };
  const { kind, title, knownAt } = data.node;
  return { name: `${kindName(kind)} ${isolated(nameOf({ kind, title }))}`, knownAt, isMissing: false };
}
