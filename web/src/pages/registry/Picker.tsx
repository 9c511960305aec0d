import { useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { kindName } from "../../format/words.ts";
import { isRefusal } from "../../graphql/answers.ts";
import { SEARCH } from "../lineage/explore/operations.ts";
import { KINDS, type KindName } from "./kinds.ts";
import { CHOICES } from "./operations.ts";

export interface Choice {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

interface Props {
  readonly label: string;
  readonly targets: readonly [KindName, KindName];
  readonly chosen: string;
  readonly onChoose: (choice: Choice | null) => void;
}

/** A registered node of some kinds, chosen from a list; where there are more than a list shows, by part of its name. */
export function Picker({ label, targets: [one, other], chosen, onChoose }: Props) {
  const [text, setText] = useState("");
  const [{ data }] = useQuery({ query: CHOICES, variables: { one, other } });
  const isLong = data !== undefined && Math.max(data.one.totalCount, data.other.totalCount) > data.one.nodes.length + data.other.nodes.length;
  const kinds = KINDS.filter(({ name }) => name === one || name === other).map(({ kind }) => kind);
  const [{ data: hits }] = useQuery({ query: SEARCH, variables: { text, kinds }, pause: text === "" });
  const matches = text !== "" && hits && !isRefusal(hits.search) ? hits.search.nodes.map(({ id, kind, title }) => ({ id, kind, name: title })) : [];
  const listed = data === undefined ? [] : one === other ? data.one.nodes : [...data.one.nodes, ...data.other.nodes];
  const choices: readonly Choice[] = text === "" ? listed : matches;
  return (
    <>
      {isLong && (
        <label>
          Part of the name
          <input type="search" value={text} onChange={(event) => setText(event.currentTarget.value.trim())} />
        </label>
      )}
      <label>
        {label}
        <select value={chosen} onChange={(event) => onChoose(choices.find(({ id }) => id === event.currentTarget.value) ?? null)}>
          <option value="">Choose…</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {one === other ? choice.name : `${choice.name} (${kindName(choice.kind).toLowerCase()})`}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
