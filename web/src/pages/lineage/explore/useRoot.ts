import { useQuery } from "@urql/preact";

import { isolated } from "../../../format/visible.ts";
import { kindName, nameOf } from "../../../format/words.ts";
import { isNowhere, isRefusal } from "../../../graphql/answers.ts";
import { NODE } from "./operations.ts";

/** What the node is called that is explored, null while it is not known; and whether there is no such node. */
export function useRoot(id: string): { readonly name: string | null; readonly isMissing: boolean } {
  const [{ data }] = useQuery({ query: NODE, variables: { id, asOf: null } });
  if (!data) return { name: null, isMissing: false };
  if (isRefusal(data.node)) return { name: null, isMissing: isNowhere(data.node) };
  const { kind, title } = data.node;
  return { name: `${kindName(kind)} ${isolated(nameOf({ kind, title }))}`, isMissing: false };
}
