import { useQuery } from "@urql/preact";

import { useAddress } from "../../app/address.ts";
import { useTitle } from "../../app/title.ts";
import { decimal } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { readableTitle } from "../../format/words.ts";
import { isRefusal } from "../../graphql/answers.ts";
import { Choice } from "../../parts/Choice.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Pager } from "../../parts/Pager.tsx";
import { Skeleton } from "../../parts/Skeleton.tsx";
import { usePages } from "../../parts/usePages.ts";
import { managesRegistry } from "../../session/session.ts";
import { type Column, DataTable } from "../../tables/DataTable.tsx";
import { sortingOf, sortingText } from "../../tables/sorting.ts";
import { AnalystNav } from "../kernel/AnalystNav.tsx";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { SEARCH } from "../lineage/explore/operations.ts";
import { entryAddress } from "./addresses.ts";
import { KINDS, SECTIONS } from "./kinds.ts";
import { OpenForm } from "./OpenForm.tsx";
import { LIST, type Row } from "./operations.ts";
import { useText } from "./uses.ts";
import "./registry.css";

const NAME: Column<Row> = { key: "name", words: "Name", by: (row) => row.name, cell: (row) => <a href={entryAddress(row.id)}>{row.name}</a> };
const OWNER: Column<Row> = {
  key: "owner",
  words: "Owner, since",
  by: (row) => row.owner?.name,
  cell: (row) => (row.owner === null ? <span class="dim">nobody</span> : `${row.owner.name}${row.owner.knownFrom === null ? "" : `, ${moment(row.owner.knownFrom)}`}`),
};
const BELONGS: Column<Row> = {
  key: "belongs",
  words: "Leads to",
  cell: (row) => row.leadsTo.filter(({ relation }) => relation !== "OWNER").map(({ name }) => name).join(", ") || "–",
};
const OTHERS: readonly Column<Row>[] = [
  {
    key: "uses",
    words: "Where used",
    cell: (row) => row.uses.map(useText).join(", ") || <span class="dim">nowhere yet</span>,
  },
  { key: "since", words: "Registered", by: (row) => row.recordedAt, cell: (row) => (row.recordedAt === null ? "–" : moment(row.recordedAt)) },
  { key: "lineage", words: "Lineage", cell: (row) => <a href={exploreAddress(row.id, row.kind)} aria-label={`Explore the lineage of ${row.name}`}>Explore</a> },
];

/** Everything that is registered, by kind: with its owner, what uses it, and the way to its page and its lineage. */
export default function RegistryPage() {
  const { query, change } = useAddress();
  const chosen = KINDS.find(({ name }) => name === query.kind) ?? KINDS[0];
  const text = query.q ?? "";
  useTitle(`${chosen.words} · Registry`);
  return (
    <>
      <AnalystNav />
      <div class="page">
        <h1>Registry</h1>
        <Choice label="Kind" options={KINDS} chosen={chosen.name} onChoose={(kind) => change({ kind, q: null })} />
        <p class="dim">{chosen.help}</p>
        <div class="filters">
          <label>
            Find by name
            <input type="search" value={text} onChange={(event) => change({ q: event.currentTarget.value.trim() })} />
          </label>
        </div>
        {text === "" ? <Listed key={chosen.name} {...chosen} /> : <Matches text={text} kind={chosen.kind} />}
      </div>
    </>
  );
}

function Listed({ name, kind, words }: (typeof KINDS)[number]) {
  const { query, change } = useAddress();
  const [pages, setPages] = usePages(name);
  const [{ data, fetching }, again] = useQuery({ query: LIST, variables: { kind: name, after: pages.at(-1) ?? null } });
  const from = SECTIONS.filter(({ sources }) => sources.includes(kind));
  const columns = [
    NAME,
    ...(from.some(({ relation }) => relation === "OWNER") ? [OWNER] : []),
    ...(from.some(({ relation }) => relation !== "OWNER") ? [BELONGS] : []),
    ...OTHERS,
  ];
  return (
    <section class="panel table-panel" aria-label={words}>
      {managesRegistry() && <OpenForm kind={name} onOpened={() => again({ requestPolicy: "network-only" })} />}
      {!data && fetching && <Skeleton lines={8} label="Fetching" />}
      {!data && !fetching && <Failure message="The list could not be fetched." onRetry={() => again()} />}
      {data?.registry.nodes.length === 0 && (
        <EmptyState title={`No ${words.toLowerCase()} are registered.`}>
          <p>They appear as soon as a pack is loaded{managesRegistry() ? ", or when you open one." : " or one is opened."}</p>
        </EmptyState>
      )}
      {data && data.registry.nodes.length > 0 && (
        <>
          <p class="dim">{`${decimal(data.registry.totalCount)} in all`}</p>
          <DataTable
            caption={words}
            columns={columns}
            rows={data.registry.nodes}
            file={`registry-${name.toLowerCase()}`}
            keyOf={(row) => row.id}
            sorting={sortingOf(query.order, { column: "name", down: false })}
            onSort={(sorting) => change({ order: sortingText(sorting) })}
          />
          <Pager pages={pages} info={data.registry.pageInfo} onTurn={setPages} words={["Before", "After"]} />
        </>
      )}
    </section>
  );
}

function Matches({ text, kind }: { text: string; kind: string }) {
  const [{ data, fetching }, again] = useQuery({ query: SEARCH, variables: { text, kinds: [kind] } });
  const matches = data?.search;
  if (matches === undefined) return fetching ? <Skeleton lines={3} label="Searching" /> : <Failure message="The search failed." onRetry={() => again()} />;
  if (isRefusal(matches)) return <Failure message={matches.message} />;
  return (
    <section class="panel table-panel" aria-label="Matches">
      {matches.nodes.length === 0 && <p class="dim">Nothing of this kind has a name like that.</p>}
      <ul class="registry-links">
        {matches.nodes.map((node) => (
          <li key={node.id}>
            <a href={entryAddress(node.id)}>{readableTitle(node.title)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
