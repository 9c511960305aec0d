import { shortDigest } from "../../format/words.ts";
import type { TaskDetail } from "./operations.ts";
import type { Score } from "./packet.ts";

/** What a verdict is bound to: the frozen packet, its digest, and the model behind it. */
export function Packet({ task, score }: { task: TaskDetail; score: Score | null }) {
  return (
    <div class="packet">
      <p class="dim">
        What you are shown is frozen. Your verdict carries its digest; if anything it rests on changes, the verdict is
        refused and you are told what changed.
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
        <summary>All of it as stored ({shortDigest(task.packetDigest ?? "")}…)</summary>
        <pre tabIndex={0}>{JSON.stringify(task.packet, null, 2)}</pre>
      </details>
    </div>
  );
}
