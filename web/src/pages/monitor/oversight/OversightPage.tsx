import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { instants, periodOf } from "../../decision/tables/period.ts";
import { PeriodFilter } from "../../decision/tables/PeriodFilter.tsx";
import { TablePage } from "../../decision/tables/TablePage.tsx";
import { EscalationsSection } from "./EscalationsSection.tsx";
import { OVERSIGHT } from "./operations.ts";
import { ReviewersSection } from "./ReviewersSection.tsx";
import { SpotChecksSection } from "./SpotChecksSection.tsx";

const DAYS = 84;

/** How decisions are overseen: what reviews tell of who gave them, and spot checks of what the gate decides alone. */
export default function OversightPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Oversight" requested={query.point}>
      {(point) => <Sections point={point} />}
    </TablePage>
  );
}

function Sections({ point }: { point: string }) {
  const { query, change } = useAddress();
  const period = periodOf(query, Date.now(), DAYS);
  const time = instants(period);
  const [{ data, fetching }, again] = useQuery({ query: OVERSIGHT, variables: { point, ...time } });
  const overseen = data && !isRefusal(data.oversight) ? data.oversight : undefined;
  return (
    <>
      <div class="filters">
        <PeriodFilter period={period} onChange={change} />
      </div>
      {!data && fetching && <Skeleton lines={8} label="Fetching" />}
      {!data && !fetching && <Failure message="The oversight could not be fetched." onRetry={() => again()} />}
      {data && isRefusal(data.oversight) && <Failure message={data.oversight.message} />}
      {overseen && <ReviewersSection report={overseen.reviews} />}
      {overseen && <SpotChecksSection overseen={overseen} />}
      <EscalationsSection point={point} {...time} />
    </>
  );
}
