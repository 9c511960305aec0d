import type { Defaults } from "./operations.ts";

/** Changes beside thresholds, the number of reviewers and the number of cases; each may be left empty. */
export function FurtherChanges({ defaults }: { defaults: Defaults }) {
  return (
    <details class="further">
      <summary>More changes: named reviewers, a Saturday, deadlines, kinds of cases, the model, untrusted data, a whole policy</summary>
      {defaults.people.length > 0 && (
        <fieldset>
          <legend>Without</legend>
          {defaults.people.map((name) => (
            <label key={name} class="check">
              <input name={`without ${name}`} type="checkbox" /> <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <div class="what-if-fields">
        <label>
          Saturday, everybody, from
          <input name="saturdayOpens" type="time" />
        </label>
        <label>
          Saturday until
          <input name="saturdayCloses" type="time" />
        </label>
        <label>
          Reviews due after, opening minutes
          <input name="dueMinutes" type="number" step="1" min="1" max="60000" placeholder="as agreed today" />
        </label>
        <label>
          Cases of one kind: input
          <input name="kindField" placeholder="such as category" />
        </label>
        <label>
          its value
          <input name="kindValue" />
        </label>
        <label>
          how many times as many
          <input name="kindFactor" type="number" step="0.05" min="0" max="10" />
        </label>
        {defaults.models.length > 1 && (
          <label>
            Model version, by its stored scores
            <select name="model">
              <option value="">the one in use</option>
              {defaults.models.map((version) => (
                <option key={version}>{version}</option>
              ))}
            </select>
          </label>
        )}
        <label>
          Data not trusted: input
          <input name="taintField" placeholder="such as source, or: dataset version" />
        </label>
        <label>
          its value
          <input name="taintValue" />
        </label>
        <label>
          A review moves up after, minutes of waiting
          <input name="ladderMinutes" type="number" step="1" min="1" max="60000" placeholder="as agreed today" />
        </label>
        <label>
          to priority (9 the highest)
          <input name="ladderPriority" type="number" step="1" min="1" max="9" />
        </label>
        <label class="wide">
          A whole policy version, as YAML
          <textarea name="policy" rows={6} placeholder="empty: the policy in force" />
        </label>
      </div>
    </details>
  );
}
