import { useQuery } from "@urql/preact";

import { counted, countedKind, edgeName, kindName, nameInWords, readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { recordAddress } from "../../decision/record/addresses.ts";
import { exploreAddress } from "./addresses.ts";
import { PAGE } from "./exploring.ts";
import { factText } from "./facts.ts";
import { Mark } from "./Mark.tsx";
import { type Group, NODE } from "./operations.ts";
import { type Hop, isSame } from "./question.ts";

interface Props {
  readonly id: string;
  readonly root: string;
  readonly asOf: string | null;
  readonly hops: readonly Hop[];
  readonly onHop: (hop: Omit<Hop, "pages">) => void;
  readonly onPath: (id: string) => void;
}

/** One node: its stored facts, and how many nodes of which kind are linked to it, before any is loaded. */
export function NodePanel({ id, root, asOf, hops, onHop, onPath }: Props) {
  const [{ data, fetching }, again] = useQuery({ query: NODE, variables: { id, asOf } });
  if (!data) {
    if (fetching) return <Skeleton lines={8} label="Fetching the node" />;
    return <Failure message="The node could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.node)) return <Failure message={data.node.message} />;
  const { kind, title, facts } = data.node;
  const listed = typeof facts === "object" && facts !== null && !Array.isArray(facts) ? Object.entries(facts) : [];
  return (
    <div class="node-panel">
      <header>
        <p class="node-kind">
          <Mark kind={kind} /> {kindName(kind)}
        </p>
        <h2>{readableTitle(title)}</h2>
        <p class="row">
          {id !== root && (
            <>
              <a class="button small" href={exploreAddress(id, kind)}>
                Start here
              </a>
              <button class="button small" onClick={() => onPath(id)}>
                Path from the start
              </button>
            </>
          )}
          {kind === "Decision" && (
            <a class="button small" href={recordAddress(id)}>
              Open its record
            </a>
          )}
          {kind === "Case" && (
            <a class="button small" href={`/case/${encodeURIComponent(id)}`}>
              Open the case
            </a>
          )}
        </p>
      </header>
      <h3>Linked to</h3>
      {isRefusal(data.neighbours) ? (
        <p class="dim">{data.neighbours.message}</p>
      ) : (
        <Groups id={id} groups={data.neighbours.groups} hops={hops} onHop={onHop} />
      )}
      <h3>Facts</h3>
      <dl class="facts">
        {listed.map(([name, value]) => (
          <div key={name}>
            <dt>{nameInWords(name)}</dt>
            <dd>{factText(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface GroupsProps {
  readonly id: string;
  readonly groups: readonly Group[];
  readonly hops: readonly Hop[];
  readonly onHop: (hop: Omit<Hop, "pages">) => void;
}

function Groups({ id, groups, hops, onHop }: GroupsProps) {
  if (groups.length === 0) return <p class="dim">Nothing is linked to it at this time.</p>;
  return (
    <ul class="groups">
      {groups.map((group) => {
        const hop = { from: id, way: group.direction === "UP" ? "UP" : "DOWN", edge: group.edge, kind: group.kind } as const;
        const loaded = Math.min((hops.find((one) => isSame(one, hop))?.pages ?? 0) * PAGE, group.count);
        return (
          <li key={`${group.direction} ${group.edge} ${group.kind ?? ""}`}>
            <span class="group-words">
              <span aria-hidden="true">{group.direction === "UP" ? "←" : "→"}</span>
              <span class="for-readers">{group.direction === "UP" ? "based on" : "used by"}</span>
              <span>
                {edgeName(group.edge)}{" "}
                <b>
                  {group.atLeast ? "at least " : ""}
                  {group.kind === null ? counted(group.count, "node") : countedKind(group.count, group.kind)}
                </b>
              </span>
            </span>
            <button class="button small" disabled={loaded >= group.count && !group.atLeast} onClick={() => onHop(hop)}>
              {loaded === 0 ? "Show" : loaded >= group.count ? "Shown" : `Next ${Math.min(PAGE, group.count - loaded)}`}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
