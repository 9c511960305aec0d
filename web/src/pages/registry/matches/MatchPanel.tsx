import { useState } from "preact/hooks";

import { moment } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { managesRegistry } from "../../../session/session.ts";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import type { LikelyMatch } from "./operations.ts";
import type { useMatchChange } from "./useMatchChange.ts";

interface PanelProps {
  readonly match: LikelyMatch;
  readonly changes: ReturnType<typeof useMatchChange>;
}

/** Two entities that may be one: their names, why they were proposed, and what can be decided. */
export function MatchPanel({ match, changes }: PanelProps) {
  return (
    <section class="panel match" aria-label={match.entities.map((entity) => isolated(entity.name)).join(" and ")}>
      <ul class="names">
        {match.entities.map((entity) => (
          <li key={entity.id}>
            <a href={exploreAddress(entity.id)}>
              <bdi>{entity.name}</bdi>
            </a>{" "}
            <span class="dim">{entity.kind}</span>
          </li>
        ))}
      </ul>
      <p class="dim">
        {match.reason}, proposed {moment(match.proposedAt)}
      </p>
      {match.decision && <Decided decision={match.decision} state={match.state} />}
      {managesRegistry() && <MatchActions match={match} changes={changes} />}
    </section>
  );
}

interface DecidedProps {
  readonly decision: NonNullable<LikelyMatch["decision"]>;
  readonly state: LikelyMatch["state"];
}

function Decided({ decision, state }: DecidedProps) {
  const words = { SAME: "Held to be one", DIFFERENT: "Held to be two", PROPOSED: "Taken back" }[state];
  return (
    <p>
      {words} {decision.automatic ? "automatically, " : ""}by <bdi>{decision.by}</bdi>, {moment(decision.at)}
      {decision.reason !== null && (
        <>
          : <bdi>{decision.reason}</bdi>
        </>
      )}
    </p>
  );
}

function MatchActions({ match, changes }: PanelProps) {
  if (match.state === "PROPOSED") return <DecideForm match={match} changes={changes} />;
  return (
    <button type="button" class="button" disabled={changes.working} onClick={() => changes.takeBack(match)}>
      Take back
    </button>
  );
}

function DecideForm({ match, changes }: PanelProps) {
  const [reason, setReason] = useState("");
  const idle = changes.working || reason.trim() === "";
  return (
    <div class="row decide">
      <label>
        Why
        <input type="text" dir="auto" maxLength={400} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="button" class="button" disabled={idle} onClick={() => changes.decide(match, "SAME", reason)}>
        They are one
      </button>
      <button type="button" class="button" disabled={idle} onClick={() => changes.decide(match, "DIFFERENT", reason)}>
        They are two
      </button>
    </div>
  );
}
