export const LOGIN = "/login";

/** The log-in page that leads back to `url`. */
export function loginAddress(url: string): string {
  return url === "/" ? LOGIN : `${LOGIN}?next=${encodeURIComponent(url)}`;
}

/** Where to go after log-in: an address of this site, whatever was asked for. */
export function wayBack(next: string | undefined): string {
  const isOurs = next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith(LOGIN);
  return isOurs ? next : "/";
}
