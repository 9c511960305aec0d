const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MOMENT = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const DAY_ALONE = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Milliseconds as minutes and seconds: `2:05`. */
export function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A length of time in its two largest units: `3 d 4 h`, `2 h 10 min`, `8 min`, `40 s`. */
export function span(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left >= DAY) return pair(left, DAY, "d", HOUR, "h");
  if (left >= HOUR) return pair(left, HOUR, "h", MINUTE, "min");
  if (left >= MINUTE) return `${Math.floor(left / MINUTE)} min`;
  return `${Math.floor(left / 1000)} s`;
}

/** A moment on the reader's clock, in full; what is no time stays the words that it came as. */
export function moment(iso: string): string {
  return Number.isNaN(Date.parse(iso)) ? iso : MOMENT.format(new Date(iso));
}

/** A stored value as people read it where it is a day, a moment, or a time of day of a place that is not named; else null. */
export function timeText(text: string): string | null {
  const [, day = "", clock = null, named = null] = TIME.exec(text) ?? [];
  if (named !== null) return moment(text);
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return null;
  return clock === null || clock === "00:00" ? DAY_ALONE.format(at) : `${DAY_ALONE.format(at)}, ${clock}`;
}

/** A moment on the reader's clock as an input of date and time takes it; empty for what is no time. */
export function localInput(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE).toISOString().slice(0, "2026-01-01T00:00".length);
}

/** When something was decided; in a log without a clock its place there, for nobody knows the time. */
export function decidedWhen({ decidedAt, sequence }: { readonly decidedAt: string; readonly sequence: number | null }): string {
  return sequence === null ? moment(decidedAt) : `no clock: place ${sequence} of its log`;
}

/** The reader's time zone as clocks name it: `UTC`, `CET`, `GMT+2`. */
export function zone(at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** A moment in full with its time zone, for what is passed on to others. */
export function zonedMoment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : `${moment(iso)} ${zone(at)}`;
}

/** How long ago or ahead: `in 3 h 5 min`, `2 d 1 h ago`. */
export function relative(iso: string, now: number): string {
  const ahead = Date.parse(iso) - now;
  if (Number.isNaN(ahead)) return iso;
  return ahead >= 0 ? `in ${span(ahead)}` : `${span(ahead)} ago`;
}

function pair(left: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((left % large) / small);
  const first = `${Math.floor(left / large)} ${largeUnit}`;
  return rest > 0 ? `${first} ${rest} ${smallUnit}` : first;
}
