import { useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { SEARCH } from "../../lineage/explore/operations.ts";

interface Props {
  readonly words: string;
  /** The case or decision that it would be compared with. */
  readonly without?: string;
  readonly onChoose: (id: string) => void;
}

/** Chooses a case by its number. */
export function CaseChoice({ words, without, onChoose }: Props) {
  const [text, setText] = useState("");
  const [{ data }] = useQuery({ query: SEARCH, variables: { text, kinds: ["Case"] }, pause: text.trim() === "" });
  const nodes = data && text.trim() !== "" && !isRefusal(data.search) ? data.search.nodes.filter((node) => node.id !== without) : [];
  return (
    <section class="panel compare-choice">
      <label>
        {words}
        <input
          type="search"
          value={text}
          placeholder="A number, such as INC0019396"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p class="for-readers" role="status">
        {text.trim() === "" ? "" : `${nodes.length} cases`}
      </p>
      <ul>
        {nodes.map((node) => (
          <li key={node.id}>
            <button class="button small" onClick={() => onChoose(node.id)}>
              {readableTitle(node.title)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
