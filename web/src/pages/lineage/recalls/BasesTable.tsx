import { decimal } from "../../../format/number.ts";
import type { Recall } from "./operations.ts";
import { BASES } from "./words.ts";

/** By what decisions depend on what is recalled, and how many by each. */
export function BasesTable({ bases }: { bases: Recall["bases"] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">A decision depends on it by</th>
          <th scope="col" class="number">
            Decisions
          </th>
        </tr>
      </thead>
      <tbody>
        {bases.map(({ basis, decisions }) => (
          <tr key={basis}>
            <th scope="row">
              {BASES[basis].words}
              <span class="under recall-means">{BASES[basis].means}</span>
            </th>
            <td class="number">{decimal(decisions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
