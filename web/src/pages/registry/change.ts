import type { Client } from "@urql/core";

import { newKey, send, type Sent } from "../../graphql/send.ts";
import {
  ADD_CONSTRAINT,
  ADD_DEPENDENCY,
  ADD_MEMBER,
  DECLARE_TIE,
  END_TIE,
  REMOVE_CONSTRAINT,
  REMOVE_DEPENDENCY,
  REMOVE_MEMBER,
  type Relation,
  SET_CATEGORY,
  SET_OWNER,
  type Tie,
} from "./operations.ts";

/** One change of a declared edge: it begins or ends now. Of an owner or category null stands for none. */
export interface Step {
  readonly relation: Relation;
  readonly source: string;
  readonly target: string | null;
  readonly ends: boolean;
  readonly tie: Tie | null;
}

export interface Recorded {
  /** Null where it was so already. */
  readonly changeId: string | null;
}

/** Returns what takes a step back with effect from now; `before`: where a single edge led until then. */
export function inverse(step: Step, before: string | null): Step {
  const isSingle = step.relation === "OWNER" || step.relation === "CATEGORY";
  return isSingle ? { ...step, target: before } : { ...step, ends: !step.ends };
}

/** Sends one change until it is answered. */
export function sendStep(client: Client, step: Step): Promise<Sent<Recorded>> {
  const { source, ends } = step;
  const idempotencyKey = newKey();
  const target = step.target ?? "";
  switch (step.relation) {
    case "OWNER":
      return send(client, SET_OWNER, { input: { subjectId: source, ownerId: step.target, idempotencyKey } }, (data) => data.setOwner);
    case "CATEGORY":
      return send(client, SET_CATEGORY, { input: { subjectId: source, categoryId: step.target, idempotencyKey } }, (data) => data.setCategory);
    case "MEMBER": {
      const input = { teamId: source, personId: target, idempotencyKey };
      return ends
        ? send(client, REMOVE_MEMBER, { input }, (data) => data.removeTeamMember)
        : send(client, ADD_MEMBER, { input }, (data) => data.addTeamMember);
    }
    case "CONSTRAINT": {
      const input = { entityId: source, constraintId: target, idempotencyKey };
      return ends
        ? send(client, REMOVE_CONSTRAINT, { input }, (data) => data.removeConstraint)
        : send(client, ADD_CONSTRAINT, { input }, (data) => data.addConstraint);
    }
    case "DEPENDENCY": {
      const input = { entityId: source, dependsOnId: target, idempotencyKey };
      return ends
        ? send(client, REMOVE_DEPENDENCY, { input }, (data) => data.removeDependency)
        : send(client, ADD_DEPENDENCY, { input }, (data) => data.addDependency);
    }
    case "TIE": {
      const input = { personId: source, tiedToId: target, kind: step.tie ?? "OTHER", idempotencyKey };
      return ends ? send(client, END_TIE, { input }, (data) => data.endTie) : send(client, DECLARE_TIE, { input }, (data) => data.declareTie);
    }
  }
}
