import { isolated } from "../../../format/visible.ts";
import { clock, moment } from "../../../format/time.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { useNow } from "../../../parts/useNow.ts";
import type { Refusal } from "../../../graphql/refusal.ts";
import type { Obstacle } from "./useReview.ts";

interface Props {
  obstacle: Obstacle;
  onRead: () => void;
  onClaim: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** Says why something was not done, and offers the next step. */
export function ObstacleCard({ obstacle, onRead, onClaim, onNext, onClose }: Props) {
  if (obstacle.kind === "unanswered") {
    return (
      <Card title="No answer yet" text={obstacle.message}>
        <button class="button" onClick={obstacle.again}>
          Send again
        </button>
      </Card>
    );
  }
  const { refusal } = obstacle;
  switch (refusal.code) {
    case "STALE_PACKET":
    case "EXCEPTION_EXPIRED":
    case "STALE_VERSION":
      return (
        <Card title="What you read has changed" text="Nothing was decided. What changed:">
          <ul class="changes">
            {(refusal.changed ?? refusal.message).split("; ").map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <button class="button primary" onClick={onRead}>
            Read the new one
          </button>
        </Card>
      );
    case "LEASE_EXPIRED":
      return (
        <Card title="Your claim has ended" text="Nothing was decided. Claim the case again to go on; what you wrote is kept.">
          <button class="button primary" onClick={onClaim}>
            Claim again <Keys keys="c" />
          </button>
        </Card>
      );
    case "CLAIMED_BY_OTHER":
      return (
        <Card title={`${isolated(refusal.holder ?? "Somebody else")} holds this case`} text="You can read on, or take another.">
          {refusal.until != null && <Until iso={refusal.until} />}
          <button class="button primary" onClick={onNext}>
            Claim the next one <Keys keys="n" />
          </button>
        </Card>
      );
    case "NOT_ELIGIBLE":
    case "CONFLICT_OF_INTEREST":
      return (
        <Card title="This case is not yours to decide" text={refusal.message}>
          <button class="button primary" onClick={onNext}>
            Claim the next one <Keys keys="n" />
          </button>
        </Card>
      );
    default:
      return (
        <Card title="That was not possible" text={sentence(refusal)}>
          <button class="button" onClick={onClose}>
            Close
          </button>
        </Card>
      );
  }
}

function Card({ title, text, children }: { title: string; text: string; children: preact.ComponentChildren }) {
  return (
    <div class="obstacle" role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

function Until({ iso }: { iso: string }) {
  const left = Date.parse(iso) - useNow(1000);
  return (
    <p class="dim">
      Until {moment(iso)}
      {left > 0 && ` (${clock(left)} left)`}, unless they decide first.
    </p>
  );
}

function sentence(refusal: Refusal): string {
  return refusal.where == null ? refusal.message : `${refusal.message} (${refusal.where})`;
}
