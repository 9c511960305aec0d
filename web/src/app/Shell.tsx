import { lazy, Route, Router, useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { useCommands } from "../keyboard/useCommands.ts";
import { KeyboardHelp } from "../keyboard/KeyboardHelp.tsx";
import { useUndo } from "../pages/review/useUndo.ts";
import type { Viewer } from "../session/session.ts";
import { ConnectionBar } from "./ConnectionBar.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { navigation, PAGES } from "./pages.ts";
import { TopBar } from "./TopBar.tsx";

const NotFoundPage = lazy(() => import("./NotFoundPage.tsx"));

/** What surrounds every page of somebody who is logged in. */
export function Shell({ viewer }: { viewer: Viewer }) {
  const { path, route } = useLocation();
  const [help, setHelp] = useState(false);
  const entries = navigation(viewer.roles);
  const { possible, working, undo } = useUndo();
  const pages = isReadable(path) ? PAGES : [];
  useCommands([
    { keys: "z", words: "Take your last decision back (until it is final)", group: "Everywhere", enabled: possible && !working, run: undo },
    { keys: "?", words: "Show this list", group: "Everywhere", run: () => setHelp(true), always: true },
    ...entries.map((one) => ({ keys: one.keys, words: one.words, group: "Go to", run: () => route(one.href), always: true })),
  ]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <TopBar viewer={viewer} entries={entries} path={path} onHelp={() => setHelp(true)} />
      <ConnectionBar />
      <main id="main" tabIndex={-1}>
        <ErrorBoundary at={path}>
          <Router>
            {pages.map((page) => (
              <Route key={page.path} path={page.path} component={page.load} />
            ))}
            <Route default component={NotFoundPage} />
          </Router>
        </ErrorBoundary>
      </main>
      {help && <KeyboardHelp onClose={() => setHelp(false)} />}
    </>
  );
}

/** Whether an address can be read at all: one that was cut within an encoded letter cannot. */
function isReadable(path: string): boolean {
  try {
    // Its result is used: a call without is left out of the build as one that does nothing.
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
