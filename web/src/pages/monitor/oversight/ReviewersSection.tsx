import { useAddress } from "../../../app/address.ts";
import { decimal, percent } from "../../../format/number.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { ShareBar } from "../../../tables/ShareBar.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import type { OversightFigures, Overseen, OverseenShare } from "./operations.ts";

type Report = Overseen["reviews"];

const FIGURES: readonly Column<OversightFigures>[] = [
  { key: "reviews", words: "Reviews", number: true, by: ({ reviews }) => reviews, cell: ({ reviews }) => decimal(reviews) },
  { key: "against", words: "Against advice", by: ({ against }) => against.share, cell: ({ against }) => <Shown one={against} /> },
  { key: "changed", words: "Changed after advice", by: ({ changed }) => changed.share, cell: ({ changed }) => <Shown one={changed} /> },
  { key: "same", words: "Agreed with others", by: ({ same }) => same.share, cell: ({ same, alpha }) => <Agreement same={same} alpha={alpha} /> },
  { key: "seconds", words: "Seconds in sight", number: true, by: ({ seconds }) => seconds, cell: (one) => secondsWords(one) },
];
const NAME: Column<OversightFigures> = { key: "name", words: "Who", by: ({ name }) => name, cell: ({ name }) => <bdi>{name ?? "All together"}</bdi> };
const STRICT: Column<OversightFigures> = {
  key: "strict",
  words: "Refusals, of those expected",
  number: true,
  by: ({ strictness }) => strictness?.factor ?? null,
  cell: ({ strictness }) => strictnessWords(strictness),
};
const STAMPING: Column<OversightFigures> = {
  key: "stamping",
  words: "Approves whatever it is",
  by: ({ strictness }) => strictness?.stamping ?? null,
  cell: ({ strictness }) => stampingWords(strictness),
};

/** What reviews tell of the people and teams who gave them, and of the rules that ask for people. */
export function ReviewersSection({ report }: { report: Report }) {
  const { query, change } = useAddress();
  const sorting = sortingOf(query.people, { column: "stamping", down: true });
  const onSort = (next: typeof sorting) => change({ people: sortingText(next) });
  if (report.whole.reviews === 0) return <NoReviews />;
  const needless = report.rules.filter(({ needless: one }) => one);
  return (
    <>
      <section class="panel table-panel" aria-labelledby="reviewers">
        <h2 id="reviewers">Reviewers</h2>
        <DataTable
          caption="Figures of each reviewer, and of all together"
          columns={[NAME, STRICT, STAMPING, ...FIGURES]}
          rows={[...report.reviewers, report.whole]}
          keyOf={({ personId }) => personId ?? "all"}
          sorting={sorting}
          onSort={onSort}
          marked={({ strictness }) => strictness?.flagged ?? false}
          file="reviewers"
        />
        <p class="protocol">
          Refusals are compared with what the others refused of cases of the same queue and risk; the factor is drawn towards 1 where little was seen, and time plays no part. Whoever is marked seems to approve
          whatever it is: look at how they work before you conclude. Shares of fewer than ten are not shown; their intervals are those of Wilson at 95 %.
        </p>
      </section>
      {report.teams.length > 0 && (
        <section class="panel table-panel" aria-labelledby="teams">
          <h2 id="teams">Teams</h2>
          <DataTable caption="Figures of each team" columns={[NAME, ...FIGURES]} rows={report.teams} keyOf={({ name }) => name ?? ""} sorting={sorting} onSort={onSort} file="teams" />
        </section>
      )}
      <section class="panel table-panel" aria-labelledby="needless">
        <h2 id="needless">Rules that send cases to people needlessly</h2>
        {needless.length === 0 && <p>None is known: a rule is named here when surely fewer than 5 % of at least 50 of its cases were judged otherwise than proposed.</p>}
        <ul>
          {needless.map(({ rule, changed }) => (
            <li key={rule}>
              <b>{rule}</b>: {decimal(changed.count)} of {decimal(changed.of)} cases judged otherwise than proposed
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function NoReviews() {
  return (
    <section class="panel table-panel" aria-labelledby="reviewers">
      <h2 id="reviewers">Reviewers</h2>
      <p>No review in these days. What was replayed from a log has none.</p>
    </section>
  );
}

function Shown({ one }: { one: OverseenShare }) {
  if (one.share === null || one.low === null || one.high === null) return <span class="dim">{tooFew(one.of)}</span>;
  return <ShareBar share={one.share} low={one.low} high={one.high} />;
}

function Agreement({ same, alpha }: { same: OverseenShare; alpha: number | null }) {
  return (
    <>
      <Shown one={same} />
      {alpha !== null && <span class="dim"> alpha {decimal(alpha, 2, 2)}</span>}
    </>
  );
}

function tooFew(of: number): string {
  return of === 0 ? "none" : `too few (${decimal(of)})`;
}

/** How long cases were in sight, and whether those near the limit took longer. */
export function secondsWords({ seconds, secondsNear, secondsFar }: Pick<OversightFigures, "seconds" | "secondsNear" | "secondsFar">): string {
  if (seconds === null) return "too few";
  const parts = secondsNear === null || secondsFar === null ? "" : ` (near the limit ${decimal(secondsNear, 0)}, far ${decimal(secondsFar, 0)})`;
  return `${decimal(seconds, 0)}${parts}`;
}

/** Refusals as a factor of what others would have refused of such cases. */
export function strictnessWords(one: OversightFigures["strictness"]): string {
  if (one === null) return "–";
  return `${decimal(one.factor, 2, 2)} × (${decimal(one.low, 2, 2)} – ${decimal(one.high, 2, 2)}), ${decimal(one.refused)} of ${decimal(one.expected, 1)}`;
}

/** The belief in stamping, or why there is none. */
export function stampingWords(one: OversightFigures["strictness"]): string {
  if (one === null) return "–";
  if (one.stamping === null) return "too few to tell";
  return `${one.flagged ? "likely, " : ""}${percent(one.stamping)}`;
}
