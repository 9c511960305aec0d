import { cacheExchange, Client, type CombinedError, fetchExchange, mapExchange } from "@urql/core";

import { connection } from "../app/connection.ts";
import { session } from "../session/session.ts";

const UNAUTHORISED = 401;
const FIRST_SERVER_FAULT = 500;

/** The one door to the API: it also hears when a session has ended and when nothing answers. */
export function newClient(): Client {
  return new Client({
    url: "/graphql",
    exchanges: [
      mapExchange({
        onResult(result) {
          const status = statusOf(result.error);
          if (status === UNAUTHORISED) session.ended();
          connection.set(isUnreachable(result.error, status) ? "lost" : "good");
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
    fetchOptions: { credentials: "same-origin" },
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
  });
}

function statusOf(error: CombinedError | undefined): number | undefined {
  return (error?.response as Response | undefined)?.status;
}

function isUnreachable(error: CombinedError | undefined, status: number | undefined): boolean {
  if (!error) return false;
  if (status === undefined) return error.networkError !== undefined;
  return status >= FIRST_SERVER_FAULT || error.graphQLErrors.some((one) => one.extensions.code === "UNAVAILABLE");
}

interface PlainRequest {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

/** Asks with a document that a person wrote; the answer comes as it is, refusals included. */
export async function postQuery({ query, variables, operationName }: PlainRequest): Promise<object> {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables, operationName }),
  });
  if (response.status === UNAUTHORISED) session.ended();
  return (await response.json()) as object;
}
