import { useQuery } from "@urql/preact";

import { managesRegistry } from "../../../session/session.ts";
import { MATCHES_WAITING } from "../../registry/matches/operations.ts";

/** As many as are counted. */
const MOST = 1000;

/** Leads whoever may decide them to the pairs of entities that wait for a person; nothing where none waits. */
export function MatchesLink() {
  const [{ data }] = useQuery({ query: MATCHES_WAITING, pause: !managesRegistry(), requestPolicy: "cache-and-network" });
  const waiting = data?.identityMatchesWaiting ?? 0;
  if (waiting === 0) return null;
  return (
    <a class="queue" href="/analyst/matches">
      <span class="queue-name">Likely the same</span>
      <span class="queue-open">
        {waiting}
        {waiting === MOST && "+"}
      </span>
      <span class="queue-state">to be decided</span>
    </a>
  );
}
