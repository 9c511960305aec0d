import { shortDigest } from "../../../format/words.ts";
import type { TaskDetail } from "./operations.ts";
import type { Score } from "./packet.ts";

/** What a verdict refers to: the frozen packet, its digest, and the model behind it. */
export function Packet({ task, score }: { task: TaskDetail; score: Score | null }) {
  return (
    <div class="packet">
      <p class="dim">
        The packet is the exact record of what you are shown. Your verdict names it by its digest: if anything in it
        changes before you decide, the verdict is refused and you see what changed.
      </p>
      <dl class="facts">
        <div>
          <dt>Packet, SHA-256</dt>
          <dd>
            <code class="digest" title={task.packetDigest ?? ""}>
              {task.packetDigest ?? "none"}
            </code>
          </dd>
        </div>
        {score && (
          <div>
            <dt>Model</dt>
            <dd>
              {score.model} <code>{score.modelVersion}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>Task</dt>
          <dd>
            version {task.version}, claim {task.leaseEpoch}, round {task.round}
          </dd>
        </div>
      </dl>
      <details>
        <summary>The whole packet as stored ({shortDigest(task.packetDigest ?? "")}…)</summary>
        <pre tabIndex={0}>{JSON.stringify(task.packet, null, 2)}</pre>
      </details>
    </div>
  );
}
