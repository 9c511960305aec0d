import { useQuery } from "@urql/preact";

import { kindName, nameInWords, readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { compareAddress } from "../../decision/compare/addresses.ts";
import { recordAddress } from "../../decision/record/addresses.ts";
import { exploreAddress } from "./addresses.ts";
import { RecallLink } from "../recalls/RecallLink.tsx";
import { namedFactText } from "./facts.ts";
import { LinkButtons, type Step } from "./LinkButtons.tsx";
import { linksOfNode } from "./links.ts";
import { Mark } from "./Mark.tsx";
import { EMPTY, type Picture } from "./model.ts";
import { NODE } from "./operations.ts";
import type { Hop } from "./question.ts";

/** Kinds that stand for a decision when two are compared. */
const DECIDED: ReadonlySet<string> = new Set(["Decision", "Case"]);

interface Props {
  readonly id: string;
  readonly root: string;
  readonly asOf: string | null;
  readonly picture: Picture | null;
  readonly hops: readonly Hop[];
  readonly onHop: (hop: Step) => void;
  readonly onHide: (hop: Step) => void;
  readonly onPath: (id: string) => void;
}

/** One node: its stored facts, and how many nodes of which kind are linked to it, before any is loaded. */
export function NodePanel({ id, root, asOf, picture, hops, onHop, onHide, onPath }: Props) {
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
          {id !== root && DECIDED.has(kind) && DECIDED.has(picture?.nodes.get(root)?.kind ?? "") && (
            <a class="button small" href={compareAddress(root, id)}>
              Compare with the start
            </a>
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
          <RecallLink id={id} kind={kind} />
        </p>
      </header>
      <h3>Linked to</h3>
      {isRefusal(data.neighbours) ? (
        <p class="dim">{data.neighbours.message}</p>
      ) : (
        <LinkButtons id={id} links={linksOfNode(picture ?? EMPTY, id, data.neighbours.groups)} hops={hops} onHop={onHop} onHide={onHide} />
      )}
      <h3>Facts</h3>
      <dl class="facts">
        {listed.map(([name, value]) => (
          <div key={name}>
            <dt>{nameInWords(name)}</dt>
            <dd>{namedFactText(name, value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
