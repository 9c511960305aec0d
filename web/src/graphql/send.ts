import type { AnyVariables, Client, DocumentInput, OperationResult } from "@urql/core";

import { randomKey } from "../app/randomKey.ts";
import { isRefusal } from "./answers.ts";
import type { Refusal } from "./refusal.ts";

/** What became of an intent; `again` sends the very same one, under its key, once more. */
export type Sent<Success> =
  | { readonly kind: "done"; readonly answer: Success }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unanswered"; readonly message: string; readonly again: () => Promise<Sent<Success>> };

type Success<Answer> = Exclude<Answer, { code: unknown; message: unknown }>;

const WAITS_MILLISECONDS = [300, 900, 2500];
const MAY_BE_SENT_AGAIN = new Set(["UNAVAILABLE", "RATE_LIMITED", "OUTCOME_UNKNOWN_RETRY_SAME_KEY"]);
const NO_ANSWER = "Signoff did not answer, so it is not known whether this is on record. Sending it again is safe.";

/** Returns the key of one intent: sent along each time, it makes sending again harmless. */
export function newKey(): string {
  return randomKey();
}

/** Sends one intent until it is answered; while nothing answers it goes again under the same key. */
export async function send<Data, Variables extends AnyVariables, Answer extends object>(
  client: Client,
  document: DocumentInput<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => Answer,
  waits: readonly number[] = WAITS_MILLISECONDS,
): Promise<Sent<Success<Answer>>> {
  const again = () => send(client, document, variables, pick, waits);
  let message = NO_ANSWER;
  for (const wait of [0, ...waits]) {
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    const result = await client.mutation(document, variables).toPromise();
    const answer = result.data === undefined || result.data === null ? null : pick(result.data);
    if (answer && !isRefusal(answer)) return { kind: "done", answer: answer as Success<Answer> };
    const refusal = answer ? (answer as unknown as Refusal) : refusalOf(result);
    if (refusal && !MAY_BE_SENT_AGAIN.has(refusal.code)) return { kind: "refused", refusal };
    if (refusal?.code === "RATE_LIMITED") message = refusal.message;
  }
  return { kind: "unanswered", message, again };
}

/** Returns the refusal of an answer without data; null where there was no answer at all. */
function refusalOf(result: OperationResult): Refusal | null {
  const first = result.error?.graphQLErrors[0];
  if (!first) return null;
  const { code } = first.extensions;
  return { code: typeof code === "string" ? code : "INTERNAL", message: first.message };
}
