import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { isolated } from "../../../format/visible.ts";
import { readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { ImpactList } from "../../lineage/explore/ImpactList.tsx";
import { SEARCH } from "../../lineage/explore/operations.ts";
import { AnalystNav } from "../../kernel/AnalystNav.tsx";
import "../../lineage/explore/explore.css";

const KINDS = [
  { name: "DatasetVersion", words: "Data version" },
  { name: "ModelVersion", words: "Model version" },
  { name: "FeatureVersion", words: "Feature version" },
  { name: "Person", words: "Person" },
] as const;

/** Which decisions used a version of data, model or feature, or are of a person; policies have no names to search. */
export default function ImpactPage() {
  const { query, change } = useAddress();
  const kind = KINDS.find((one) => one.name === query.kind)?.name ?? "DatasetVersion";
  const text = query.q ?? "";
  const [{ data, fetching }, again] = useQuery({
    query: SEARCH,
    variables: { text, kinds: [kind] },
    pause: text === "",
  });
  const results = data && !isRefusal(data.search) ? data.search.nodes : [];
  const chosen = query.id;
  const name = results.find((node) => node.id === chosen)?.title ?? text;
  useTitle(name === "" ? "Where used · Analyst" : `Where ${isolated(name)} is used · Analyst`);
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Which decisions used it?</h1>
        <div class="filters">
          <Choice label="Kind" options={KINDS} chosen={kind} onChoose={(next) => change({ kind: next, id: null })} />
          <label>
            Name or part of it
            <input
              type="search"
              value={text}
              placeholder="support, week, 194…"
              onChange={(event) => change({ q: event.currentTarget.value.trim(), id: null })}
            />
          </label>
        </div>
        {text === "" && <p class="dim">Type part of the name and press Enter, then choose one to see every decision that used it. For a policy version, follow its link in the summary.</p>}
        {text !== "" && fetching && !data && <Skeleton lines={3} label="Searching" />}
        {data && isRefusal(data.search) && <Failure message={data.search.message} onRetry={() => again()} />}
        {text !== "" && data && results.length === 0 && !fetching && <p class="dim">Nothing of this kind has a name like that.</p>}
        {results.length > 0 && (
          <div class="chips" role="group" aria-label="Found">
            {results.map((node) => (
              <button key={node.id} class="chip" aria-pressed={node.id === chosen} onClick={() => change({ id: node.id })}>
                {readableTitle(node.title)}
              </button>
            ))}
          </div>
        )}
        {chosen !== undefined && (
          <section class="panel table-panel" aria-label="Impact">
            <p>
              <a href={exploreAddress(chosen)}>Open it in the explorer</a>
            </p>
            <ImpactList id={chosen} asOf={null} />
          </section>
        )}
      </div>
    </>
  );
}
