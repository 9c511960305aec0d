import { useQuery } from "@urql/preact";
import { useEffect } from "preact/hooks";

import { isRefusal } from "../../../graphql/answers.ts";
import { RUN } from "./operations.ts";

const EVERY_MILLISECONDS = 700;

/** A run, asked for again while it is under way. */
export function useRun(id: string) {
  const [{ data, fetching }, again] = useQuery({ query: RUN, variables: { id }, requestPolicy: "network-only" });
  const run = data?.whatIfRun;
  const isUnderWay = run !== undefined && !isRefusal(run) && (run.state === "QUEUED" || run.state === "RUNNING");
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => again({ requestPolicy: "network-only" }), EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
  return { run, fetching, again: () => again({ requestPolicy: "network-only" }) };
}
