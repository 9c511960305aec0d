const DAY = 86_400_000;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** A period of whole days on the reader's clock, both included, as dates `2026-11-25`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period of an address; without one the `days` up to today. */
export function periodOf(query: Readonly<Record<string, string>>, now: number, days: number): Period {
  return {
    from: dateOf(query.from) ?? isoDate(now - (days - 1) * DAY),
    to: dateOf(query.to) ?? isoDate(now),
  };
}

/** The same as the API takes it: from midnight until, not with, the midnight after the last day. */
export function instants({ from, to }: Period): { readonly from: string; readonly to: string } {
  const end = new Date(`${to}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return { from: new Date(`${from}T00:00:00`).toISOString(), to: end.toISOString() };
}

export function isoDate(at: number): string {
  const date = new Date(at);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

function dateOf(text: string | undefined): string | null {
  return text !== undefined && DATE.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
