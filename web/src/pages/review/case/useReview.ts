import { useClient } from "@urql/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { inWords } from "../../../format/words.ts";
import { beginAction, type Leads } from "../../../keyboard/waiting.ts";
import { notify } from "../../../notices/notices.ts";
import { dropDraft } from "../drafts.ts";
import { ANSWER_FIRST, CLAIM, DECIDE, RELEASE, RESUME, SNOOZE } from "../operations.ts";
import type { Json } from "../../../graphql/tada.ts";
import type { Refusal } from "../../../graphql/refusal.ts";
import { newKey, send, type Sent } from "../../../graphql/send.ts";
import { offerUndo } from "../undo.ts";
import { useUndo } from "../useUndo.ts";
import { changedSinceShown } from "./changes.ts";
import type { TaskDetail } from "./operations.ts";
import { useReading } from "./useReading.ts";
import type { VerdictName } from "./verdicts.ts";

/** Why an action of the reviewer was not carried out. */
export type Obstacle =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unanswered"; readonly message: string; readonly again: () => void };

export interface GivenVerdict {
  readonly verdict: VerdictName;
  readonly reasonCode: string;
  readonly note: string;
  /** The fields that EDIT changes, by name; null with any other verdict. */
  readonly correction: Readonly<Record<string, Json>> | null;
}

export interface Review {
  readonly working: boolean;
  readonly obstacle: Obstacle | null;
  readonly clear: () => void;
  readonly claim: () => Promise<boolean>;
  /** At a blind-first point: answers before the advice is shown, which it is from then on. */
  readonly answerFirst: (verdict: VerdictName) => Promise<boolean>;
  readonly decide: (given: GivenVerdict) => void;
  readonly release: () => void;
  /** Puts a held case off until a moment; it leaves the screen. */
  readonly snooze: (until: string) => void;
  /** Takes a case up again that was put off. */
  readonly resume: () => void;
}

/** The tokens of a claim, which are known before the task is read again. */
interface Lease {
  readonly taskId: string;
  readonly leaseEpoch: number;
  readonly version: number;
  readonly packetDigest: string;
}

interface Props {
  readonly task: TaskDetail | null;
  readonly refresh: () => Promise<boolean>;
  readonly next: () => Promise<void>;
}

/** The actions of a reviewer on one task: each is sent until it is answered, each refusal is shown. */
export function useReview({ task, refresh, next }: Props): Review {
  const client = useClient();
  const { route } = useLocation();
  const { undo } = useUndo();
  const [working, setWorking] = useState(false);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  const busy = useRef(false);
  const lease = useRef<Lease | null>(null);
  const taskId = task?.id;
  const reading = useReading(taskId ?? null);
  useEffect(() => setObstacle(null), [taskId]);

  async function run<Success>(
    leads: Leads,
    intent: () => Promise<Sent<Success>>,
    done: (answer: Success) => void | Promise<void>,
  ): Promise<boolean> {
    if (busy.current) return false;
    busy.current = true;
    setWorking(true);
    setObstacle(null);
    const end = beginAction(leads);
    const sent = await intent();
    busy.current = false;
    setWorking(false);
    if (sent.kind === "done") {
      await done(sent.answer);
      end(true);
      return true;
    }
    end(false);
    if (sent.kind === "unanswered") {
      setObstacle({ kind: "unanswered", message: sent.message, again: () => void run(leads, sent.again, done) });
      return false;
    }
    // A claim also ends when the case is put anew: then what changed is what the reviewer must know.
    const lost = sent.refusal.code === "LEASE_EXPIRED" && task !== null;
    const refusal = (lost ? await changedSinceShown(client, task) : null) ?? sent.refusal;
    setObstacle({ kind: "refused", refusal });
    if (refusal.code !== "STALE_PACKET" && refusal.code !== "EXCEPTION_EXPIRED") void refresh();
    return false;
  }

  return {
    working,
    obstacle,
    clear: () => setObstacle(null),
    async claim() {
      if (!task) return false;
      const input = { taskId: task.id, idempotencyKey: newKey() };
      const claimed = await run(
        "here",
        () => send(client, CLAIM, { input }, (data) => data.claimTask),
        (held) => {
          lease.current = held;
        },
      );
      if (!claimed) return false;
      if (lease.current?.packetDigest === task.packetDigest) {
        // What can be done with a claimed case is offered once it is read anew: keys pressed meanwhile wait for it.
        void refresh().then(beginAction("refreshed"));
        return true;
      }
      const changed = await changedSinceShown(client, task);
      if (changed) setObstacle({ kind: "refused", refusal: changed });
      return false;
    },
    async answerFirst(verdict) {
      if (!task) return false;
      const { leaseEpoch } = tokens(task, lease.current);
      const input = { taskId: task.id, verdict, leaseEpoch, idempotencyKey: newKey() };
      return run(
        "here",
        () => send(client, ANSWER_FIRST, { input }, (data) => data.answerFirst),
        async () => {
          await refresh();
        },
      );
    },
    decide(given) {
      if (task?.packetDigest == null) return;
      const input = {
        taskId: task.id,
        verdict: given.verdict,
        reasonCode: given.reasonCode,
        note: given.note.trim() === "" ? null : given.note.trim(),
        correction: given.correction,
        packetDigest: task.packetDigest,
        ...tokens(task, lease.current),
        reading: reading(),
        idempotencyKey: newKey(),
      };
      void run(
        "elsewhere",
        () => send(client, DECIDE, { input }, (data) => data.decideTask),
        (decided) => {
          dropDraft(task.id, given.verdict);
          if (decided.decisionId !== null && decided.finalAt !== null) {
            const { decisionId, finalAt } = decided;
            const words = inWords(decided.action ?? given.verdict);
            offerUndo({ decisionId, externalId: task.externalId, words, finalAt }, undo);
          } else notify({ tone: "plain", text: `${isolated(task.externalId)}: ${PASSED_ON[given.verdict] ?? "done"}` });
          return next();
        },
      );
    },
    release() {
      if (!task) return;
      const input = { taskId: task.id, ...tokens(task, lease.current), idempotencyKey: newKey() };
      void run(
        "elsewhere",
        () => send(client, RELEASE, { input }, (data) => data.releaseTask),
        () => {
          notify({ tone: "plain", text: `${isolated(task.externalId)} is back in its queue.` });
          route("/");
        },
      );
    },
    snooze(until) {
      if (!task) return;
      const input = { taskId: task.id, until, ...tokens(task, lease.current), idempotencyKey: newKey() };
      void run(
        "elsewhere",
        () => send(client, SNOOZE, { input }, (data) => data.snoozeTask),
        () => {
          notify({ tone: "plain", text: `${isolated(task.externalId)} comes back to you ${moment(until)}; its deadline runs on.` });
          route("/");
        },
      );
    },
    resume() {
      if (!task) return;
      const input = { taskId: task.id, idempotencyKey: newKey() };
      void run(
        "here",
        () => send(client, RESUME, { input }, (data) => data.resumeTask),
        async () => {
          await refresh();
        },
      );
    },
  };
}

/** Returns the newer of what the task and the claim tell; the digest is always that of what was shown. */
function tokens(task: TaskDetail, lease: Lease | null): { leaseEpoch: number; expectedVersion: number } {
  const newer = lease?.taskId === task.id && lease.version > task.version ? lease : task;
  return { leaseEpoch: newer.leaseEpoch, expectedVersion: newer.version };
}

const PASSED_ON: Partial<Record<VerdictName, string>> = {
  EDIT: "your correction is stored; the case is judged anew with it.",
  RESPOND: "your question is sent; the case comes back with the answer.",
  ABSTAIN: "you abstained; the case goes to somebody else.",
};
