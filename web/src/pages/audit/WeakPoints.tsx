import { useQuery } from "@urql/preact";

import { kindName } from "../../format/words.ts";
import { Failure } from "../../parts/Failure.tsx";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { WEAK_POINTS } from "./operations.ts";

/** Whom decision points cannot do without, and escalations or deputies that lead back to where they began. */
export function WeakPoints() {
  const [{ data, fetching }, again] = useQuery({ query: WEAK_POINTS });
  if (!data) return fetching ? null : <Failure message="The organisation could not be fetched." onRetry={() => again()} />;
  return (
    <section class="panel check" aria-labelledby="weak-points">
      <h2 id="weak-points">Single points of failure</h2>
      <p class="dim">Without this queue or person, the decision points named reach nobody who decides.</p>
      {data.singlePointsOfFailure.length === 0 && <p>There are none.</p>}
      <ul class="registry-links">
        {data.singlePointsOfFailure.map(({ member, points }) => (
          <li key={member.id}>
            <a href={exploreAddress(member.id)}>{`${kindName(member.kind)} ${member.name}`}</a>
            <span>{points.map(({ name }) => name).join(", ")}</span>
          </li>
        ))}
      </ul>
      {data.organisationRings.length > 0 && (
        <>
          <h3>Lead back to where they began</h3>
          <ul class="registry-links">
            {data.organisationRings.map((ring) => (
              <li key={ring.members[0]?.id}>{ring.members.map(({ name }) => name).join(" → ")}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
