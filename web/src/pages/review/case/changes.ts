import type { Client } from "@urql/core";

import { isRefusal } from "../../../graphql/answers.ts";
import { graphql } from "../../../graphql/tada.ts";
import type { Refusal } from "../../../graphql/refusal.ts";
import { REFUSAL } from "../../../graphql/refusal.ts";
import type { TaskDetail } from "./operations.ts";

// Beside the documents of the page: what is on the screen stays until the reviewer asks for the new packet.
const NOW = graphql(
  `
    query PacketNow($taskId: ID!, $caseId: ID!) {
      task(id: $taskId) {
        ... on Task {
          packetDigest
        }
        ...Refusal
      }
      caseHistory(caseId: $caseId) {
        ... on CaseHistory {
          changedSince
        }
        ...Refusal
      }
    }
  `,
  [REFUSAL],
);

/** Returns the refusal that the shown packet would get because it is stale; null where it is current. */
export async function changedSinceShown(client: Client, shown: TaskDetail): Promise<Refusal | null> {
  const variables = { taskId: shown.id, caseId: shown.caseId };
  const { data } = await client.query(NOW, variables, { requestPolicy: "network-only" }).toPromise();
  if (!data || isRefusal(data.task) || data.task.packetDigest === shown.packetDigest) return null;
  const lines = isRefusal(data.caseHistory) ? [] : data.caseHistory.changedSince;
  return {
    code: "STALE_PACKET",
    message: "The case changed while you were reading.",
    changed: lines.length > 0 ? lines.join("; ") : "the case was put to review again",
  };
}
