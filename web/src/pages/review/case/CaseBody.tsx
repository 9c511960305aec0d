import { useEffect, useRef, useState } from "preact/hooks";

import { useCommands } from "../../../keyboard/useCommands.ts";
import { notify } from "../../../notices/notices.ts";
import { useClaimNext } from "../useClaimNext.ts";
import { CaseHead } from "./CaseHead.tsx";
import { fieldsOf } from "./correction.ts";
import { Contributions } from "./Contributions.tsx";
import { Corrections } from "./Corrections.tsx";
import { Decided } from "./Decided.tsx";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { Evidence, TABS, type TabName } from "./Evidence.tsx";
import type { InputsDetail } from "./evidence.ts";
import type { CaseDetail, TaskDetail } from "./operations.ts";
import { withUnit } from "./inputs.ts";
import { Questions } from "./Questions.tsx";
import type { CaseView } from "./useCase.ts";
import { useInputs } from "./useInputs.ts";
import { useNext } from "./useNext.ts";
import { useReview } from "./useReview.ts";
import { Why } from "./Why.tsx";

/** As many as the graph links to a score. */
const MOST_REASONS = 5;
const POLL_MILLISECONDS = 10_000;

interface Props {
  detail: CaseDetail;
  view: CaseView;
  onDesk: () => void;
}

/** The parts of a case that exists. */
export function CaseBody({ detail, view, onDesk }: Props) {
  const { task, decision, refresh } = view;
  const [tab, setTab] = useState<TabName>("inputs");
  const [sawEvidence, setSawEvidence] = useState(false);
  const next = useNext(task);
  const claimNext = useClaimNext(task?.queue ?? null);
  const inputs = useInputs(detail.id, task === null ? null : `${task.packetDigest ?? ""} ${task.adviceHidden}`);
  const review = useReview({ task, refresh, next: next.go });

  function open(name: TabName) {
    setTab(name);
    if (name === "inputs") setSawEvidence(true);
    document.getElementById(`tab-${name}`)?.scrollIntoView({ block: "nearest" });
    document.getElementById(`tab-${name}`)?.focus({ preventScroll: true });
  }

  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && !task?.mine) void refresh();
    }, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [refresh, task?.mine]);
  useNoticeOfChange(task);
  useCommands([
    ...TABS.map((one) => ({ keys: one.keys, words: one.words, group: "Evidence", run: () => open(one.name) })),
    { keys: "n", words: "Claim the most urgent free case and open it", group: "Case", run: claimNext },
    { keys: "Escape", words: "Back to the desk", group: "Case", run: onDesk },
  ]);

  return (
    <article class="case-page">
      <CaseHead detail={detail} task={task} />
      <aside class="case-aside">
        {task && (
          <DecisionPanel
            key={task.id}
            task={task}
            fields={fieldsOf(detail.payload, inputs.inputs)}
            review={review}
            sawEvidence={sawEvidence}
            onEvidence={() => open("inputs")}
            onRead={() => {
              review.clear();
              void refresh();
            }}
            onNext={claimNext}
          />
        )}
        {decision && <Decided caseId={detail.id} decision={decision} reasons={reasonsOf(inputs.inputs)} />}
        {task && <Questions questions={task.questions} />}
      </aside>
      <div class="case-main">
        {detail.version > 1 && <Corrections key={detail.version} caseId={detail.id} decidedAt={decision?.decidedAt ?? null} />}
        {task && <Why task={task} />}
        {inputs.inputs && <Score inputs={inputs.inputs} />}
        <Evidence detail={detail} task={task} inputs={inputs} open={tab} onOpen={open} />
      </div>
    </article>
  );
}

/** The inputs that moved the score, the strongest first. */
function reasonsOf(inputs: InputsDetail | null | undefined) {
  return (inputs?.inputs ?? []).filter((one) => one.contribution !== null).slice(0, MOST_REASONS);
}

function Score({ inputs }: { inputs: InputsDetail }) {
  if (inputs.base === null) return null;
  const parts = inputs.inputs.flatMap((one) =>
    one.contribution === null ? [] : [{ words: one.words, value: withUnit(one), amount: one.contribution }],
  );
  return (
    <section class="panel">
      <Contributions base={inputs.base} parts={parts} />
    </section>
  );
}

/** Gives notice when the case on the screen changes while it is read. */
function useNoticeOfChange(task: TaskDetail | null): void {
  const digest = task?.packetDigest ?? null;
  const before = useRef(digest);
  useEffect(() => {
    if (before.current !== null && digest !== null && before.current !== digest) {
      notify({ tone: "warn", text: "This case has changed, and the page now shows the new data. The history lists what changed." });
    }
    before.current = digest;
  }, [digest]);
}
