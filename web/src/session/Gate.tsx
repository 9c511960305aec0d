import { useQuery } from "@urql/preact";
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import { useStore } from "../app/store.ts";
import { graphql } from "../graphql/tada.ts";
import { LoginPage } from "../pages/people/LoginPage.tsx";
import { Failure } from "../parts/Failure.tsx";
import { Skeleton } from "../parts/Skeleton.tsx";
import { LOGIN, loginAddress, wayBack } from "./addresses.ts";
import { session, type Viewer } from "./session.ts";

const VIEWER = graphql(`
  query Viewer {
    viewer {
      account
      roles
    }
  }
`);

/** Lets in who is logged in; anybody else is shown the log-in page, and comes back to where they were. */
export function Gate({ children }: { children: (viewer: Viewer) => ComponentChildren }) {
  const state = useStore(session.state);
  const { url, path, query, route } = useLocation();
  const kind = state.kind;
  useEffect(() => {
    if (kind === "out" && path !== LOGIN) route(loginAddress(url), true);
    if (kind === "in" && path === LOGIN) route(wayBack(query.next), true);
  }, [kind, path]);
  if (state.kind === "unknown") return <WhoIsIt />;
  if (state.kind === "out") return <LoginPage expired={state.expired} />;
  return path === LOGIN ? null : children(state.viewer);
}

function WhoIsIt() {
  const [{ data, error, fetching }, again] = useQuery({ query: VIEWER, requestPolicy: "network-only" });
  useEffect(() => {
    if (data) session.began(data.viewer);
  }, [data]);
  if (error && !fetching) {
    return (
      <main class="lone">
        <Failure message="Signoff does not answer. Check that it runs, then try again." onRetry={() => again()} />
      </main>
    );
  }
  return (
    <main class="lone">
      <Skeleton lines={3} label="Asking who you are" />
    </main>
  );
}
