import { useAddress } from "../../../app/address.ts";
import { decimal, percent } from "../../../format/number.ts";
import { moment } from "../../../format/time.ts";
import { type Column, DataTable } from "../../../tables/DataTable.tsx";
import { ShareBar } from "../../../tables/ShareBar.tsx";
import { sortingOf, sortingText } from "../../../tables/sorting.ts";
import { recordAddress } from "../../decision/record/addresses.ts";
import type { Overseen, SpotChecks } from "./operations.ts";

const GATE_WORDS: Readonly<Record<string, string>> = { APPROVE: "Approved", REJECT: "Refused" };

const COLUMNS: readonly Column<SpotChecks>[] = [
  { key: "verdict", words: "By the gate", cell: ({ verdict }) => GATE_WORDS[verdict] ?? verdict },
  { key: "decisions", words: "Decisions", number: true, cell: ({ decisions }) => decimal(decisions) },
  { key: "drawn", words: "Drawn", number: true, cell: ({ drawn }) => decimal(drawn) },
  { key: "waiting", words: "Not judged yet", number: true, cell: ({ waiting }) => decimal(waiting) },
  { key: "differed", words: "Judged otherwise", number: true, cell: ({ differed, judged }) => `${decimal(differed)} of ${decimal(judged)}` },
  { key: "share", words: "Wrong, of all decisions (90 %)", cell: ({ share, low, high }) => <ShareBar share={share} low={low} high={high} /> },
];

/** What people who judged drawn automatic decisions without seeing them tell of all automatic decisions. */
export function SpotChecksSection({ overseen }: { overseen: Overseen }) {
  const { query, change } = useAddress();
  const { spotCheckShare, spotChecks, automaticBelow } = overseen;
  const differing = spotChecks.flatMap(({ listed }) => listed.filter(({ state }) => state === "DIFFERED"));
  return (
    <section class="panel table-panel" aria-labelledby="spot-checks">
      <h2 id="spot-checks">Spot checks of automatic decisions</h2>
      <p>{drawWords(spotCheckShare, automaticBelow)}</p>
      <p role="status">{stateWords(spotChecks, spotCheckShare)}</p>
      {spotChecks.length > 0 && (
        <DataTable
          caption="Automatic decisions, how many were drawn and judged, and the share that is wrong"
          columns={COLUMNS}
          rows={spotChecks}
          keyOf={({ verdict }) => verdict}
          sorting={sortingOf(query.sort, { column: "verdict", down: false })}
          onSort={(sorting) => change({ sort: sortingText(sorting) })}
          file="spot-checks"
        />
      )}
      {differing.length > 0 && (
        <>
          <h3>Decisions that the person would have made otherwise</h3>
          <ul>
            {differing.map(({ decisionId, externalId, decidedAt }) => (
              <li key={decisionId}>
                <a href={recordAddress(decisionId)}>{externalId}</a>, decided {moment(decidedAt)}
              </li>
            ))}
          </ul>
          <p class="dim">They stay in force. A policy owner who agrees with the check reopens the case from its record.</p>
        </>
      )}
      <p class="protocol">
        Each verdict counts one over the probability of its draw, so the share stands for all automatic decisions. Wrong is what the person who judged without knowing the decision would have decided
        otherwise.
      </p>
    </section>
  );
}

/** How decisions are drawn, beside the threshold below which there are automatic ones. */
export function drawWords(share: number | null, below: number | null): string {
  const gate = below === null ? "" : `The gate may decide alone below a risk of ${percent(below)}. `;
  if (share === null) return `${gate}No spot checks are made here: set spot_checks under review in the pack to have some.`;
  return `${gate}${percent(share)} of its decisions are drawn and judged by a person who sees neither decision nor score.`;
}

/** How far the checks are, in a sentence. */
export function stateWords(checks: readonly SpotChecks[], share: number | null): string {
  const decisions = checks.reduce((sum, { decisions: one }) => sum + one, 0);
  const drawn = checks.reduce((sum, { drawn: one }) => sum + one, 0);
  const judged = checks.reduce((sum, { judged: one }) => sum + one, 0);
  if (decisions === 0) return share === null ? "Nothing was drawn." : "No automatic decision could be drawn yet.";
  if (judged === 0) return `No verdict yet: ${decimal(drawn)} of ${decimal(decisions)} automatic decisions drawn.`;
  return `${decimal(drawn)} of ${decimal(decisions)} automatic decisions drawn, ${decimal(judged)} judged.`;
}
