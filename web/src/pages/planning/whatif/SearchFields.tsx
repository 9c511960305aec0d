import { inWords } from "../../../format/words.ts";
import type { Defaults } from "./operations.ts";

/** A search over a threshold and the number of reviewers; empty without a threshold. */
export function SearchFields({ defaults }: { defaults: Defaults }) {
  return (
    <details class="further">
      <summary>Search for the best threshold and number of reviewers</summary>
      <div class="what-if-fields">
        <label>
          Threshold
          <select name="searchParameter">
            <option value="">no search</option>
            {defaults.thresholds.map(({ parameter }) => (
              <option key={parameter} value={parameter}>
                {inWords(parameter)}
              </option>
            ))}
          </select>
        </label>
        <label>
          from
          <input name="searchLeast" type="number" step="any" />
        </label>
        <label>
          to
          <input name="searchMost" type="number" step="any" />
        </label>
        <label>
          Values to try
          <input name="searchSteps" type="number" step="1" min="2" max="15" defaultValue="7" />
        </label>
        <label>
          Reviewers more (+) or fewer (−), from
          <input name="searchFewest" type="number" step="1" defaultValue="0" />
        </label>
        <label>
          up to
          <input name="searchLargest" type="number" step="1" defaultValue="0" />
        </label>
        <label>
          Reviews in time, at least, %
          <input name="searchInTime" type="number" step="0.1" min="50" max="99.9" placeholder="empty: least cost" />
        </label>
        <label>
          An hour of a reviewer costs
          <input name="searchHourCost" type="number" step="any" min="0" placeholder="0" />
        </label>
        <label>
          A late review costs
          <input name="searchLateCost" type="number" step="any" min="0" placeholder="0" />
        </label>
      </div>
    </details>
  );
}
