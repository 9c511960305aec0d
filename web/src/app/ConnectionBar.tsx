import { useClient } from "@urql/preact";
import { useEffect } from "preact/hooks";

import { graphql } from "../graphql/tada.ts";
import { connection } from "./connection.ts";
import { useStore } from "./store.ts";

const PING = graphql(`
  query Ping {
    viewer {
      account
    }
  }
`);
const EVERY_MILLISECONDS = 3000;

/** Says that nothing answers and keeps trying; gone as soon as something does. */
export function ConnectionBar() {
  const client = useClient();
  const lost = useStore(connection) === "lost";
  const ping = () => void client.query(PING, {}, { requestPolicy: "network-only" }).toPromise();
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(ping, EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [lost]);
  if (!lost) return null;
  return (
    <div class="connection" role="alert">
      <span>Signoff does not answer. What you see may be out of date. The page tries again every few seconds.</span>
      <button class="button small" onClick={ping}>
        Try now
      </button>
    </div>
  );
}
