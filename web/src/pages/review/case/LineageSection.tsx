import { useQuery } from "@urql/preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { isolated } from "../../../format/visible.ts";
import { counted, inWords, kindName, nameOf, readableTitle, shortened } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { curve, draw, type Drawing, NODE_HEIGHT, NODE_WIDTH } from "./drawing.ts";
import { LINEAGE } from "./operations.ts";

const LONGEST_TITLE = 21;

/** What the case is based on, down to its data, as a drawing or as a list. */
export function LineageSection({ id }: { id: string }) {
  const [asList, setAsList] = useState(false);
  const [{ data, fetching }, again] = useQuery({ query: LINEAGE, variables: { id } });
  if (!data) {
    if (fetching) return <Skeleton lines={6} label="Tracing the lineage" />;
    return <Failure message="The lineage could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.lineage)) return <Failure message={data.lineage.message} />;
  const drawing = draw(data.lineage);
  return (
    <div class="lineage">
      <div class="section-head">
        <p class="dim">
          {counted(drawing.nodes.length, "node")}; what a node is based on is drawn to its left
          {data.lineage.truncated && "; there is more than is shown"}
        </p>
        <button class="button small" aria-pressed={asList} onClick={() => setAsList(!asList)}>
          {asList ? "As a drawing" : "As a list"}
        </button>
      </div>
      {asList ? <AsList drawing={drawing} /> : <AsDrawing drawing={drawing} />}
    </div>
  );
}

function AsDrawing({ drawing }: { drawing: Drawing }) {
  const scroll = useRef<HTMLDivElement>(null);
  // The case is at the right end: where it does not all fit, that is where reading begins.
  useLayoutEffect(() => {
    const height = scroll.current?.clientHeight ?? 0;
    scroll.current?.scrollTo({ left: drawing.width, top: drawing.focus - height / 2 });
  }, [drawing.width, drawing.focus]);
  const label = `Lineage of ${drawing.nodes.length} nodes; the same as a list is one button away`;
  return (
    <div ref={scroll} class="lineage-scroll" tabIndex={0} role="group" aria-label="Lineage drawing">
      <svg
        class="lineage-svg"
        role="img"
        aria-label={label}
        width={drawing.width}
        height={drawing.height}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      >
        {drawing.edges.map((edge) => (
          <path key={`${edge.effect.id} ${edge.kind} ${edge.cause.id}`} class="edge" d={curve(edge)}>
            <title>{`${kindName(edge.effect.kind)} ${inWords(edge.kind).toLowerCase()} ${kindName(edge.cause.kind).toLowerCase()}`}</title>
          </path>
        ))}
        {drawing.nodes.map((node) => (
          <g key={node.id} class={`node family-${node.family}`} transform={`translate(${node.x} ${node.y})`}>
            <title>{`${kindName(node.kind)}: ${isolated(node.title)}`}</title>
            <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx="5" />
            <rect class="node-mark" width="4" height={NODE_HEIGHT} rx="2" />
            <text class="node-kind" x="12" y="15">
              {kindName(node.kind)}
            </text>
            <text class="node-title" x="12" y="30">
              {shortened(nameOf(node), LONGEST_TITLE)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function AsList({ drawing }: { drawing: Drawing }) {
  return (
    <ul class="lineage-list">
      {drawing.nodes.map((node) => {
        const causes = drawing.edges.filter((edge) => edge.effect === node);
        return (
          <li key={node.id}>
            <b>{kindName(node.kind)}</b> <bdi>{readableTitle(node.title)}</bdi>
            {causes.length > 0 && (
              <ul>
                {causes.map((edge) => (
                  <li key={`${edge.kind} ${edge.cause.id}`}>
                    <span class="dim">{inWords(edge.kind).toLowerCase()}</span> {kindName(edge.cause.kind)}{" "}
                    <bdi>{readableTitle(edge.cause.title)}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
