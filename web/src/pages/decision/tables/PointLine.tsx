import type { Changes } from "../../../app/address.ts";
import { type ChosenPoint, choosePoint } from "./usePoint.ts";

interface Props {
  readonly chosen: ChosenPoint;
  readonly onChange: (changes: Changes) => void;
}

/** What else an address says of one decision point, and is not true of another. */
const OF_A_POINT = { after: null, sort: null, kind: null, decider: null, event: null };

/** Which decision point a page is about; another can be chosen where there are several. */
export function PointLine({ chosen: { point, points }, onChange }: Props) {
  if (point === null) return null;
  const here = points.find(({ key }) => key === point);
  if (points.length < 2) return <p class="dim">Decision point: <bdi>{here?.name ?? point}</bdi></p>;
  function choose(key: string) {
    choosePoint(key);
    onChange({ ...OF_A_POINT, point: key });
  }
  return (
    <label class="point-line">
      Decision point
      <select value={point} onChange={(event) => choose(event.currentTarget.value)}>
        {here === undefined && <option value={point}>{point}</option>}
        {points.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
