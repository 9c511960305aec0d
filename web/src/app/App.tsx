import { Provider } from "@urql/preact";
import { LocationProvider } from "preact-iso";
import { useEffect, useMemo } from "preact/hooks";

import { newClient } from "../graphql/client.ts";
import { onKey } from "../keyboard/registry.ts";
import { Notices } from "../notices/Notices.tsx";
import { Gate } from "../session/Gate.tsx";
import { session } from "../session/session.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Shell } from "./Shell.tsx";
import { useStore } from "./store.ts";

/** The whole site. */
export function App() {
  const state = useStore(session.state);
  const account = state.kind === "in" ? state.viewer.account : "";
  // Nobody sees what was fetched for somebody else.
  const client = useMemo(newClient, [account]);
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <ErrorBoundary>
      <LocationProvider>
        <Provider value={client}>
          <Gate>{(viewer) => <Shell viewer={viewer} />}</Gate>
        </Provider>
      </LocationProvider>
      <Notices />
    </ErrorBoundary>
  );
}
