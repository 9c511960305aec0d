import { useEffect, useState } from "preact/hooks";

import { changed, useAddress } from "../../../app/address.ts";
import { useStore } from "../../../app/store.ts";
import { notify } from "../../../notices/notices.ts";
import { DOCUMENTED, questionAddress, takesNode } from "../../kernel/ide/documented.ts";
import { PREBUILT, queryBehind } from "./prebuilt.ts";
import { questionOf } from "./question.ts";
import { deleteQuestion, readSaved, type SavedQuestion, savedQuestions, saveQuestion } from "./savedQuestions.ts";

interface Props {
  readonly root: string;
  /** The node at which documented questions begin. */
  readonly selected: string;
}

/** Questions that the drawing answers, those that were saved, and those of the documentation; each with its query. */
export function QuestionsPanel({ root, selected }: Props) {
  const { path, query } = useAddress();
  const saved = useStore(savedQuestions);
  useEffect(readSaved, []);
  return (
    <div class="node-panel questions">
      <section aria-labelledby="drawn-title">
        <h2 id="drawn-title">Draw from the start</h2>
        <ul>
          {PREBUILT.map((one) => (
            <li key={one.words}>
              <a href={changed(path, {}, { ...one.query, side: "questions" })}>{one.words}</a>
              <Behind text={queryBehind(root, questionOf(one.query))} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="saved-title">
        <h2 id="saved-title">Saved drawings</h2>
        <p class="dim">Kept in this browser for your account, not on the server.</p>
        <SaveForm address={changed(path, query, { side: null })} />
        <ul>
          {saved.map((one) => (
            <Saved key={one.name} question={one} />
          ))}
        </ul>
        <Behind words="The query behind this drawing" text={queryBehind(root, questionOf(query))} />
      </section>
      <section aria-labelledby="documented-title">
        <h2 id="documented-title">Ask by a query</h2>
        <p class="dim">Opens the query page; a question about a node begins at the one that is selected.</p>
        <ul>
          {DOCUMENTED.map((one) => (
            <li key={one.name}>
              <a href={questionAddress(one, takesNode(one) ? selected : null)}>{one.question}</a>
              <Behind text={one.query} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function SaveForm({ address }: { address: string }) {
  const [name, setName] = useState("");
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (name.trim() === "") return;
    saveQuestion({ name: name.trim(), address });
    notify({ tone: "good", text: `Saved: ${name.trim()}` });
    setName("");
  };
  return (
    <form class="row" onSubmit={onSubmit}>
      <label>
        <span class="for-readers">Name of this drawing</span>
        <input value={name} maxLength={80} placeholder="Name of this drawing" onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <button class="button small" disabled={name.trim() === ""}>
        Save it
      </button>
    </form>
  );
}

function Saved({ question }: { question: SavedQuestion }) {
  const remove = () => {
    const undo = deleteQuestion(question);
    notify({ tone: "plain", text: `Deleted: ${question.name}`, action: { words: "Undo", run: undo } });
  };
  const address = new URL(question.address, location.origin);
  const id = decodeURIComponent(address.pathname.slice("/explore/".length));
  return (
    <li>
      <span class="saved-question">
        <a href={question.address}>{question.name}</a>
        <button class="button small" onClick={remove}>
          Delete
          <span class="for-readers">{` ${question.name}`}</span>
        </button>
      </span>
      <Behind text={queryBehind(id, questionOf(Object.fromEntries(address.searchParams)))} />
    </li>
  );
}

function Behind({ words = "The query behind it", text }: { words?: string; text: string }) {
  return (
    <details>
      <summary>{words}</summary>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
