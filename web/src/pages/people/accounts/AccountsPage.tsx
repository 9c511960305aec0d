import { useQuery } from "@urql/preact";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { Choice } from "../../../parts/Choice.tsx";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { managesPeople } from "../../../session/session.ts";
import { ChangeForm } from "./ChangeForm.tsx";
import { ACCOUNTS, type RegisteredAccount } from "./operations.ts";
import { TrainingForm } from "./TrainingForm.tsx";
import "../../registry/registry.css";

const SHOWN = [
  { name: "OPEN", words: "In use" },
  { name: "CLOSED", words: "Closed" },
] as const;

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** Who can log in and what each may do: roles changed, accounts closed and opened again, each with a reason on record. */
export default function AccountsPage() {
  const { query, change } = useAddress();
  const chosen = SHOWN.find(({ name }) => name === query.show)?.name ?? "OPEN";
  const [{ data, fetching }, again] = useQuery({ query: ACCOUNTS, pause: !managesPeople() });
  const reload = () => again({ requestPolicy: "network-only" });
  useTitle("Accounts");
  if (!managesPeople()) {
    return (
      <div class="page">
        <h1>Accounts</h1>
        <EmptyState title="Only admins see the accounts.">Ask an admin to change what you may do.</EmptyState>
      </div>
    );
  }
  const listed = data?.accounts.filter(({ closed }) => closed === (chosen === "CLOSED")) ?? [];
  return (
    <div class="page">
      <h1>Accounts</h1>
      <p class="dim">
        A change counts from the next request on. When an account is closed or no longer reviews, the cases that it holds go back to their queues and its
        delegations end. What it decided stays as it is. New accounts are added by <code>signoff user add</code>.
      </p>
      <Choice label="Show" options={SHOWN} chosen={chosen} onChoose={(show) => change({ show: show === "OPEN" ? null : show })} />
      {data === undefined && fetching && <Skeleton lines={6} label="Fetching the accounts" />}
      {data === undefined && !fetching && <Failure message="The accounts could not be fetched." onRetry={reload} />}
      {data !== undefined && listed.length === 0 && <EmptyState title="No account is closed.">Closed accounts appear here.</EmptyState>}
      <ul class="registry-versions">
        {listed.map((one) => (
          <AccountItem key={one.account} account={one} courses={data?.requiredCourses ?? []} onChanged={reload} />
        ))}
      </ul>
    </div>
  );
}

function AccountItem({ account, courses, onChanged }: { account: RegisteredAccount; courses: readonly string[]; onChanged: () => void }) {
  return (
    <li aria-label={account.account}>
      <h3>{account.isProgram ? `${account.account} · a program` : account.account}</h3>
      <p>{account.roles.join(", ")}</p>
      {account.trainings.map(({ course, validUntil }) => (
        <p key={course} class="dim">
          {course}: counts until {DAY.format(new Date(validUntil))}
        </p>
      ))}
      {account.roles.includes("reviewer") && account.trainings.length === 0 && <p class="warned">No training counts: this person can decide nothing.</p>}
      {account.mine ? <p class="dim">Your own account: another admin changes it.</p> : <ChangeForm account={account} onChanged={onChanged} />}
      {!account.mine && !account.isProgram && <TrainingForm account={account.account} courses={courses} onChanged={onChanged} />}
    </li>
  );
}
