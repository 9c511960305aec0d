import { useLocation } from "preact-iso";

export type Changes = Readonly<Record<string, string | null>>;

/** Returns an address with some of its query changed: a text sets, null or an empty text takes away. */
export function changed(path: string, query: Readonly<Record<string, string>>, changes: Changes): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The query of the address, and how to change it: what a page shows can be linked to. */
export function useAddress() {
  const { path, query, route } = useLocation();
  return {
    path,
    query,
    route,
    /** Changes the address in place; the way back is not filled with every keystroke. */
    change: (changes: Changes) => route(changed(path, query, changes), true),
  };
}
