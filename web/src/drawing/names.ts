/** A node as its name is chosen: its kind, its whole name, and when it was first known (epoch milliseconds). */
export interface Named {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly knownAt: number | null;
}

/** The part of a name that tells a node from others of its kind, and what tells it from those of the same name. */
export interface ShortName {
  readonly text: string;
  /** Null where the name alone tells. */
  readonly detail: string | null;
}

/** Letters that a shared beginning or end must have before it is left out: a shorter one costs no reader anything. */
const WORTH_FOLDING = 6;
/** Where a name may be cut: between its parts, or, where no part ends, between its words. */
const PARTS = /( · |[/:>]+ ?| )/g;
const WORDS = /([-_.,]+)/g;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const SECOND = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Short names by id: what all names of a kind share is left out, and equal ones are told apart by time, else by number. */
export function shortNames(nodes: readonly Named[]): ReadonlyMap<string, ShortName> {
  const short = new Map<string, ShortName>();
  for (const group of Map.groupBy(nodes, (node) => node.kind).values()) {
    const folded = foldShared(group.map((node) => node.name));
    const texts = group.map((node, at) => [node, folded[at] ?? node.name] as const);
    for (const same of Map.groupBy(texts, ([, text]) => text).values()) {
      const details = detailsOf(same.map(([node]) => node));
      same.forEach(([node, text], at) => short.set(node.id, { text, detail: details[at] ?? null }));
    }
  }
  return short;
}

/** Leaves out what different names begin or end with in common, cut between their parts; `…` stands for it. */
export function foldShared(names: readonly string[]): readonly string[] {
  const different = [...new Set(names)];
  if (different.length < 2) return names;
  const lead = sharedLead(different);
  const rest = different.map((name) => name.slice(lead.length));
  const tail = reversed(sharedLead(rest.map(reversed)));
  return names.map((name) => {
    const middle = name.slice(lead.length, name.length - tail.length);
    return `${lead === "" ? "" : "…"}${middle}${tail === "" ? "" : "…"}`;
  });
}

/** The longest shared beginning that ends where a part, else a word, ends and leaves something of each text. */
function sharedLead(texts: readonly string[]): string {
  const [first = ""] = texts;
  const shortest = Math.min(...texts.map((text) => text.length));
  let length = 0;
  while (length < shortest - 1 && texts.every((text) => text[length] === first[length])) length += 1;
  const shared = first.slice(0, length);
  for (const ends of [PARTS, WORDS]) {
    const last = [...shared.matchAll(ends)].at(-1);
    const lead = last ? shared.slice(0, last.index + last[0].length) : "";
    if (lead.length >= WORTH_FOLDING) return lead;
  }
  return "";
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join("");
}

/** What tells nodes of one name apart: the moments at which they were known where these differ, else their number. */
function detailsOf(nodes: readonly Named[]): readonly (string | null)[] {
  if (nodes.length === 1) return [null];
  const moments = nodes.map((node) => node.knownAt);
  const years = new Set(moments.map((at) => (at === null ? null : new Date(at).getFullYear())));
  for (const format of [years.size === 1 ? DAY : YEAR, SECOND]) {
    const texts = moments.map((at) => (at === null ? "" : format.format(at)));
    if (!texts.includes("") && new Set(texts).size === texts.length) return texts;
  }
  return nodes.map((_, at) => `${at + 1} of ${nodes.length}`);
}
