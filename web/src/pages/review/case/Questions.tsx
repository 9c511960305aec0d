import type { TaskDetail } from "./operations.ts";

/** What was asked about the case, with the answers. */
export function Questions({ questions }: { questions: TaskDetail["questions"] }) {
  if (questions.length === 0) return null;
  return (
    <section class="panel questions" aria-labelledby="questions-title">
      <h2 id="questions-title">Questions</h2>
      <ol>
        {questions.map((one) => (
          <li key={one.id}>
            <p>{one.text}</p>
            <p class={one.answer === null ? "dim" : "answer"}>{one.answer ?? "Not answered yet."}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
