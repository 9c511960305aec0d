import { useQuery } from "@urql/preact";
import { useEffect } from "preact/hooks";

import { isRefusal } from "../../../graphql/answers.ts";
import { type Kpi, RUN, type Run } from "./operations.ts";

const EVERY_MILLISECONDS = 700;

/** A run, asked for again while it is under way. */
export function useRun(id: string) {
  const [{ data, fetching }, again] = useQuery({ query: RUN, variables: { id }, requestPolicy: "network-only" });
  const answered = data?.whatIfRun;
  const run = answered === undefined || isRefusal(answered) ? answered : inCurrency(answered);
  const isUnderWay = run !== undefined && !isRefusal(run) && (run.state === "QUEUED" || run.state === "RUNNING");
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => again({ requestPolicy: "network-only" }), EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
  return { run, fetching, again: () => again({ requestPolicy: "network-only" }) };
}

/** A run whose amounts have their currency as unit. */
function inCurrency(run: Run): Run {
  const { currency } = run;
  if (currency === null) return run;
  const priced = <T extends { readonly kpis: Kpi[] }>(one: T): T => ({
    ...one,
    kpis: one.kpis.map((kpi) => (kpi.unit === "money" ? { ...kpi, unit: currency } : kpi)),
  });
  return { ...priced(run), beside: run.beside.map(priced), search: run.search && priced(run.search) };
}
