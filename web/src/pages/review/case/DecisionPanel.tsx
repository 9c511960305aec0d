import { useState } from "preact/hooks";

import { inWords } from "../../../format/words.ts";
import { Keys } from "../../../keyboard/Keys.tsx";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { beginAction } from "../../../keyboard/waiting.ts";
import { useNow } from "../../../parts/useNow.ts";
import { notify } from "../../../notices/notices.ts";
import { Lease } from "./Lease.tsx";
import { SnoozeForm } from "./SnoozeForm.tsx";
import { judgesWords } from "./judges.ts";
import { ObstacleCard } from "./ObstacleCard.tsx";
import type { EditableField } from "./correction.ts";
import type { TaskDetail } from "./operations.ts";
import type { Review } from "./useReview.ts";
import { VerdictForm } from "./VerdictForm.tsx";
import { recommendationOf } from "../recommendation.ts";
import { isJudgement, type VerdictOffer, verdictsOf } from "./verdicts.ts";

interface Props {
  task: TaskDetail;
  /** What a correction may change. */
  fields: readonly EditableField[];
  review: Review;
  /** Whether the inputs were opened: without a look at them a high-impact case cannot be decided. */
  sawEvidence: boolean;
  onEvidence: () => void;
  onRead: () => void;
  onNext: () => void;
}

/** Where the reviewer acts: claim, verdict, give back, and why something was refused. */
export function DecisionPanel({ task, fields, review, sawEvidence, onEvidence, onRead, onNext }: Props) {
  const [chosen, setChosen] = useState<VerdictOffer | null>(null);
  const offers = verdictsOf(task);
  const recommendation = recommendationOf(task);
  const first = offers.find((offer) => offer.verdict === task.firstAnswer);
  const open = task.state === "READY" || task.state === "RESERVED";
  const now = useNow(1000);
  const live = task.state === "RESERVED" && (task.leaseExpiresAt === null || Date.parse(task.leaseExpiresAt) > now);
  const held = task.mine && live;
  const others = !task.mine && live;
  const mustLook = task.highImpact && !sawEvidence;

  async function choose(offer: VerdictOffer) {
    if (mustLook && isJudgement(offer)) {
      notify({ tone: "warn", text: "This case has high impact: open its inputs (press i) before you decide." });
      return;
    }
    const first = task.adviceHidden && isJudgement(offer);
    if (held && !first) {
      setChosen(offer);
      return;
    }
    const end = beginAction("here");
    const claimed = held || (await review.claim());
    if (claimed && first) await review.answerFirst(offer.verdict);
    else if (claimed) setChosen(offer);
    end(claimed);
  }

  useCommands([
    { keys: "c", words: "Claim this case", group: "Case", enabled: open && !live, run: () => void review.claim() },
    ...offers.map((offer) => ({
      keys: offer.keys,
      words: offer.words,
      group: "Case",
      enabled: open && !others,
      run: () => void choose(offer),
    })),
    { keys: "u", words: "Give it back to the queue", group: "Case", enabled: held, run: review.release },
  ]);

  return (
    <section class="panel decide" aria-label="Your decision">
      <h2 class="question">
        {inWords(task.proposal)} or {inWords(task.alternative).toLowerCase()}?
      </h2>
      <p class="recommendation">
        {task.adviceHidden
          ? "Answer first: what is recommended is shown once you have answered, and you may change your answer then."
          : recommendation.words}
      </p>
      {first !== undefined && <p class="lease held">You answered first: {first.words.toLowerCase()}. Keep that, or change it.</p>}
      {task.review && <p class="dim">{judgesWords(task.review)}</p>}
      <Lease task={task} />
      {review.obstacle && (
        <ObstacleCard
          obstacle={review.obstacle}
          onRead={onRead}
          onClaim={() => void review.claim()}
          onNext={onNext}
          onClose={review.clear}
        />
      )}
      {chosen ? (
        <VerdictForm
          key={chosen.verdict}
          taskId={task.id}
          offer={chosen}
          fields={fields}
          advised={recommendation.action !== null && recommendation.action === chosen.action}
          working={review.working}
          onSend={review.decide}
          onClose={() => setChosen(null)}
        />
      ) : (
        <>
          {mustLook && open && (
            <p class="must-look">
              High impact: open the inputs before you decide.{" "}
              <button class="button small" onClick={onEvidence}>
                Open the inputs <Keys keys="i" />
              </button>
            </p>
          )}
          <Actions
            offers={offers}
            held={held}
            advised={recommendation.action}
            disabled={!open || others || review.working}
            onChoose={(offer) => void choose(offer)}
            review={review}
          />
          {held && <SnoozeForm dueAt={task.dueAt} working={review.working} onSnooze={review.snooze} />}
          {task.mine && task.suspendedUntil !== null && (
            <button class="button" disabled={review.working} onClick={review.resume}>
              Take it up now
            </button>
          )}
        </>
      )}
    </section>
  );
}

interface ActionsProps {
  offers: readonly VerdictOffer[];
  held: boolean;
  /** The action that is recommended: no other is put in front. */
  advised: string | null;
  disabled: boolean;
  review: Review;
  onChoose: (offer: VerdictOffer) => void;
}

function Actions({ offers, held, advised, disabled, review, onChoose }: ActionsProps) {
  const main = offers.filter((offer) => offer.action !== null);
  const rest = offers.filter((offer) => offer.action === null);
  return (
    <>
      <div class="verdicts">
        {main.map((offer) => (
          <button
            key={offer.verdict}
            class={offer.action === advised ? "button primary large" : "button large"}
            disabled={disabled}
            onClick={() => onChoose(offer)}
          >
            {offer.words} <Keys keys={offer.keys} />
          </button>
        ))}
      </div>
      <div class="verdicts-more">
        {rest.map((offer) => (
          <button key={offer.verdict} class="button small" disabled={disabled} onClick={() => onChoose(offer)}>
            {offer.words} <Keys keys={offer.keys} />
          </button>
        ))}
        {held ? (
          <button class="button small" disabled={review.working} onClick={review.release}>
            Give back <Keys keys="u" />
          </button>
        ) : (
          <button class="button small" disabled={disabled} onClick={() => void review.claim()}>
            Claim <Keys keys="c" />
          </button>
        )}
      </div>
    </>
  );
}
