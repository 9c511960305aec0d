import { Keys } from "../keyboard/Keys.tsx";
import { inWords } from "../format/words.ts";
import { logOut, type Viewer } from "../session/session.ts";
import type { Page } from "./pages.ts";
import { useStore } from "./store.ts";
import { nextTheme, theme } from "./theme.ts";

const THEME_WORDS = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };
/** Parts of the analyst's pages with addresses of their own. */
const OF_ANALYST: ReadonlySet<string> = new Set(["/graphiql", "/packs"]);
const THEME_MARK = { auto: "◐", light: "○", dark: "●" };

interface Props {
  viewer: Viewer;
  entries: readonly NonNullable<Page["nav"]>[];
  path: string;
  onHelp: () => void;
}

/** Brand, navigation, and who is logged in. */
export function TopBar({ viewer, entries, path, onHelp }: Props) {
  const chosen = useStore(theme);
  return (
    <header class="top">
      <a class="brand" href="/">
        <img src="/favicon.svg" width="22" height="22" alt="" />
        Signoff
      </a>
      <nav aria-label="Pages">
        {entries.map((one) => (
          <a key={one.href} href={one.href} aria-current={isAt(path, one.href) ? "page" : undefined}>
            {one.words}
          </a>
        ))}
      </nav>
      <div class="top-end">
        <button class="button quiet" onClick={onHelp} aria-label="Keyboard commands" title="Keyboard commands (?)">
          <Keys keys="?" />
        </button>
        <button class="button quiet" onClick={nextTheme} aria-label={THEME_WORDS[chosen]} title={THEME_WORDS[chosen]}>
          <span aria-hidden="true">{THEME_MARK[chosen]}</span>
        </button>
        <span class="who">
          <b>{viewer.account}</b>
          <span>{viewer.roles.map(inWords).join(", ")}</span>
        </span>
        <button class="button quiet" onClick={() => void logOut()}>
          Log out
        </button>
      </div>
    </header>
  );
}

function isAt(path: string, href: string): boolean {
  if (href === "/analyst" && OF_ANALYST.has(path)) return true;
  return href === "/" ? path === "/" || path.startsWith("/case/") : path.startsWith(href);
}
