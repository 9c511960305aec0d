import { Client, fetchExchange } from "@urql/core";
import { describe, expect, it } from "vitest";

import { RELEASE } from "../pages/review/operations.ts";
import { newKey, send } from "./send.ts";

const INPUT = { taskId: "t", leaseEpoch: 1, expectedVersion: 2, idempotencyKey: newKey() };
const DONE = { releaseTask: { __typename: "ReleasedTask", taskId: "t", state: "READY" } };

type Answer = { readonly status?: number; readonly body: object } | "lost";

/** A client whose network gives these answers, one after another, and keeps what was sent. */
function network(...answers: Answer[]): { client: Client; sent: string[] } {
  const sent: string[] = [];
  const client = new Client({
    url: "http://signoff.test/graphql",
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetch: (_, init) => {
      const body = typeof init?.body === "string" ? init.body : "";
      sent.push((JSON.parse(body) as { variables: { input: typeof INPUT } }).variables.input.idempotencyKey);
      const answer = answers[Math.min(sent.length - 1, answers.length - 1)];
      if (!answer || answer === "lost") return Promise.reject(new TypeError("connection lost"));
      const headers = { "content-type": "application/json" };
      return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status ?? 200, headers }));
    },
  });
  return { client, sent };
}

function refused(code: string): Answer {
  return { body: { data: { releaseTask: { __typename: "TryAgain", code, message: `told ${code}` } } } };
}

function release(client: Client) {
  return send(client, RELEASE, { input: INPUT }, (data) => data.releaseTask, [1, 1]);
}

describe("an intent", () => {
  it("goes again under its key while nothing answers", async () => {
    const { client, sent } = network("lost", { status: 503, body: { errors: [{ message: "down", extensions: { code: "UNAVAILABLE" } }] } }, { body: { data: DONE } });

    const answer = await release(client);

    expect(answer).toMatchObject({ kind: "done", answer: { state: "READY" } });
    expect(sent).toEqual([INPUT.idempotencyKey, INPUT.idempotencyKey, INPUT.idempotencyKey]);
  });

  it("goes again where the answer says that it may", async () => {
    const { client, sent } = network(refused("OUTCOME_UNKNOWN_RETRY_SAME_KEY"), { body: { data: DONE } });

    expect((await release(client)).kind).toBe("done");
    expect(sent).toHaveLength(2);
  });

  it("is refused at once where it is refused for good", async () => {
    const { client, sent } = network(refused("LEASE_EXPIRED"));

    expect(await release(client)).toMatchObject({ kind: "refused", refusal: { code: "LEASE_EXPIRED" } });
    expect(sent).toHaveLength(1);
  });

  it("is refused at once where the server has failed in a way that it names", async () => {
    const { client } = network({ body: { data: null, errors: [{ message: "Tell your operator 1a2b.", extensions: { code: "INTERNAL" } }] } });

    expect(await release(client)).toMatchObject({ kind: "refused", refusal: { message: "Tell your operator 1a2b." } });
  });

  it("can be sent once more by hand, still under its key", async () => {
    const { client, sent } = network("lost", "lost", "lost", { body: { data: DONE } });

    const first = await release(client);
    expect(first.kind).toBe("unanswered");
    const second = first.kind === "unanswered" ? await first.again() : first;

    expect(second.kind).toBe("done");
    expect(new Set(sent)).toEqual(new Set([INPUT.idempotencyKey]));
  });
});
