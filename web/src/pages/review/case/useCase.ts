import { useClient, useQuery } from "@urql/preact";

import { isNowhere, isRefusal } from "../../../graphql/answers.ts";
import { CASE, type CaseDetail, DECISION, type DecisionDetail, TASK, type TaskDetail } from "./operations.ts";

export interface CaseView {
  readonly detail: CaseDetail | null;
  readonly task: TaskDetail | null;
  readonly decision: DecisionDetail | null;
  readonly failure: string | null;
  /** Whether no case has this id. */
  readonly isNowhere: boolean;
  /** Fetches it anew; returns whether the server answered. */
  readonly refresh: () => Promise<boolean>;
}

/** A case with its open task and the decision in force. */
export function useCase(id: string): CaseView {
  const client = useClient();
  const [one] = useQuery({ query: CASE, variables: { id } });
  const answer = one.data?.case;
  // While another case is fetched, the one before is no answer.
  const detail = answer && !isRefusal(answer) && answer.id === id ? answer : null;
  const taskId = detail?.taskId ?? null;
  const decisionId = detail?.decisionId ?? null;
  const [two] = useQuery({ query: TASK, variables: { id: taskId ?? "" }, pause: taskId === null });
  const [three] = useQuery({
    query: DECISION,
    variables: { id: decisionId ?? "" },
    pause: decisionId === null,
  });
  const first = two.data && !isRefusal(two.data.task) && two.data.task.id === taskId ? two.data.task : null;
  // Where several people judge a case, each has a task of it: who holds one sees that one.
  const ownId = first?.review?.yourTaskId ?? null;
  const [four] = useQuery({ query: TASK, variables: { id: ownId ?? "" }, pause: ownId === null || ownId === taskId });
  const own = four.data && !isRefusal(four.data.task) && four.data.task.id === ownId ? four.data.task : null;
  const task = ownId === null || ownId === taskId ? first : own;
  const decision =
    three.data && !isRefusal(three.data.decision) && three.data.decision.id === decisionId ? three.data.decision : null;
  return {
    detail,
    task,
    decision,
    isNowhere: !detail && answer !== undefined && isRefusal(answer) && isNowhere(answer),
    failure: detail ? null : failureOf(answer, one.error?.message, one.fetching),
    async refresh() {
      const fresh = { requestPolicy: "network-only" } as const;
      // Each answer also reaches the queries above: they watch the same documents.
      const answers = await Promise.all([
        client.query(CASE, { id }, fresh).toPromise(),
        taskId === null ? null : client.query(TASK, { id: taskId }, fresh).toPromise(),
        ownId === null || ownId === taskId ? null : client.query(TASK, { id: ownId }, fresh).toPromise(),
        decisionId === null ? null : client.query(DECISION, { id: decisionId }, fresh).toPromise(),
      ]);
      return answers.every((answer) => answer === null || answer.data !== undefined);
    },
  };
}

function failureOf(answer: object | undefined, error: string | undefined, fetching: boolean): string | null {
  if (answer && isRefusal(answer)) return (answer as { message: string }).message;
  return error !== undefined && !fetching ? "The case could not be fetched." : null;
}
