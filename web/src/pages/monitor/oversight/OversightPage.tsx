import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { TablePage } from "../../decision/tables/TablePage.tsx";
import { OVERSIGHT } from "./operations.ts";
import { SpotChecksSection } from "./SpotChecksSection.tsx";

/** How decisions are overseen: what spot checks tell of those that the gate makes by itself. */
export default function OversightPage() {
  const { query } = useAddress();
  return (
    <TablePage title="Oversight" requested={query.point}>
      {(point) => <Sections point={point} />}
    </TablePage>
  );
}

function Sections({ point }: { point: string }) {
  const [{ data, fetching }, again] = useQuery({ query: OVERSIGHT, variables: { point } });
  if (!data && fetching) return <Skeleton lines={8} label="Fetching" />;
  if (!data) return <Failure message="The oversight could not be fetched." onRetry={() => again()} />;
  if (isRefusal(data.oversight)) return <Failure message={data.oversight.message} />;
  return <SpotChecksSection overseen={data.oversight} />;
}
