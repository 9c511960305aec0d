import { useQuery } from "@urql/preact";

import { graphql } from "../../graphql/tada.ts";
import { Skeleton } from "../../parts/Skeleton.tsx";

const TASKS = graphql(`
  query Inbox {
    tasks(first: 50) {
      ... on TaskPage {
        nodes {
          id
          externalId
          reasons
        }
      }
    }
  }
`);

/** The open tasks, most urgent first. */
export default function InboxPage() {
  const [{ data }] = useQuery({ query: TASKS });
  if (!data) return <Skeleton lines={8} label="Fetching the open tasks" />;
  if (!("nodes" in data.tasks)) return null;
  return (
    <ul>
      {data.tasks.nodes.map((task) => (
        <li key={task.id}>
          {task.externalId} {task.reasons[0]}
        </li>
      ))}
    </ul>
  );
}
