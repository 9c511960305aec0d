import { useQuery } from "@urql/preact";

import { isNowhere, isRefusal } from "../../graphql/answers.ts";
import { CASE, type CaseDetail, DECISION, type DecisionDetail, TASK, type TaskDetail } from "./operations.ts";

export interface CaseView {
  readonly found: CaseDetail | null;
  readonly task: TaskDetail | null;
  readonly decision: DecisionDetail | null;
  readonly failure: string | null;
  /** Whether no case has this id. */
  readonly isNowhere: boolean;
  readonly refresh: () => void;
}

/** A case with its open task and the decision in force. */
export function useCase(id: string): CaseView {
  const [one, askCase] = useQuery({ query: CASE, variables: { id } });
  const answer = one.data?.case;
  // While another case is fetched, the one before is no answer.
  const found = answer && !isRefusal(answer) && answer.id === id ? answer : null;
  const taskId = found?.taskId ?? null;
  const decisionId = found?.decisionId ?? null;
  const [two, askTask] = useQuery({ query: TASK, variables: { id: taskId ?? "" }, pause: taskId === null });
  const [three, askDecision] = useQuery({
    query: DECISION,
    variables: { id: decisionId ?? "" },
    pause: decisionId === null,
  });
  const task = two.data && !isRefusal(two.data.task) && two.data.task.id === taskId ? two.data.task : null;
  const decision =
    three.data && !isRefusal(three.data.decision) && three.data.decision.id === decisionId ? three.data.decision : null;
  return {
    found,
    task,
    decision,
    isNowhere: !found && answer !== undefined && isRefusal(answer) && isNowhere(answer),
    failure: found ? null : failureOf(answer, one.error?.message, one.fetching),
    refresh() {
      askCase({ requestPolicy: "network-only" });
      if (taskId !== null) askTask({ requestPolicy: "network-only" });
      if (decisionId !== null) askDecision({ requestPolicy: "network-only" });
    },
  };
}

function failureOf(answer: object | undefined, error: string | undefined, fetching: boolean): string | null {
  if (answer && isRefusal(answer)) return (answer as { message: string }).message;
  return error !== undefined && !fetching ? "The case could not be fetched." : null;
}
