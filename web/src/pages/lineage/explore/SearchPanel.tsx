import { useQuery } from "@urql/preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { useAddress } from "../../../app/address.ts";
import { relative } from "../../../format/time.ts";
import { isolated } from "../../../format/visible.ts";
import { kindName, readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { exploreAddress } from "./addresses.ts";
import { Mark } from "./Mark.tsx";
import { SEARCH } from "./operations.ts";

/** Kinds that have names to search; decisions and tasks are reached from their cases. */
const KINDS = [
  "Case",
  "BusinessEntity",
  "Category",
  "Person",
  "DataSource",
  "DatasetVersion",
  "FeatureVersion",
  "ModelVersion",
  "Policy",
  "DecisionPoint",
] as const;
const WAIT_MILLISECONDS = 180;

/** Searches nodes by the words of their names; the arrow keys walk through the results. */
export function SearchPanel({ onPath }: { onPath?: (id: string) => void }) {
  const { query, change } = useAddress();
  const [text, setText] = useState(query.q ?? "");
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const chosen = (query.kinds ?? "").split(",").filter(Boolean);
  const searchText = (query.q ?? "").trim();
  const [{ data, fetching, error }, again] = useQuery({
    query: SEARCH,
    variables: { text: searchText, kinds: chosen.length > 0 ? chosen : null },
    pause: searchText === "",
  });
  useCommands([{ keys: "/", words: "Search nodes", group: "Explorer", run: () => input.current?.focus() }]);
  useEffect(() => {
    if (text === (query.q ?? "")) return;
    const timer = setTimeout(() => change({ q: text }), WAIT_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  const step = (event: KeyboardEvent, by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement) + by;
    event.preventDefault();
    (at < 0 ? input.current : links[Math.min(at, links.length - 1)])?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
  };
  const results = data && searchText !== "" ? data.search : null;
  return (
    <section class="search" onKeyDown={onKeyDown} aria-label="Search">
      <label class="search-field">
        <span class="for-readers">Search nodes</span>
        <input
          ref={input}
          type="search"
          value={text}
          placeholder="A number or name: INC0019396, Resolver 194, 2016-W15…"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="chips" role="group" aria-label="Only these kinds">
        {KINDS.map((kind) => (
          <button
            key={kind}
            class="chip"
            aria-pressed={chosen.includes(kind)}
            onClick={() => {
              const next = chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind];
              change({ kinds: next.join(",") });
            }}
          >
            <Mark kind={kind} />
            {kindName(kind)}
          </button>
        ))}
      </div>
      {error && !fetching && <Failure message="The search failed." onRetry={() => again({ requestPolicy: "network-only" })} />}
      {results && isRefusal(results) && <p class="dim" role="status">{results.message}</p>}
      {results && !isRefusal(results) && (
        <>
          <p class="for-readers" role="status">{`${results.nodes.length} results`}</p>
          {results.nodes.length === 0 && !fetching && (
            <p class="dim">No name contains these words. Try a part of the number or name, or choose fewer kinds.</p>
          )}
          <ul class="hits" ref={list}>
            {results.nodes.map((node) => (
              <li key={node.id}>
                <a href={exploreAddress(node.id, node.kind)}>
                  <Mark kind={node.kind} />
                  <span class="hit-title">{readableTitle(node.title)}</span>
                  <span class="dim">{node.subtitle === "" ? kindName(node.kind) : `${kindName(node.kind)} · ${isolated(node.subtitle)}`}</span>
                  {node.knownAt !== null && <span class="dim hit-when">{relative(node.knownAt, Date.now())}</span>}
                </a>
                {onPath && (
                  <button class="button small" onClick={() => onPath(node.id)}>
                    Path to it
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
