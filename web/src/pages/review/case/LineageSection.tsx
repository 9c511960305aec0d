import { useQuery } from "@urql/preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { layOut } from "../../../drawing/cards.ts";
import { CardsSvg } from "../../../drawing/CardsSvg.tsx";
import type { Picture } from "../../../drawing/picture.ts";
import { useColours } from "../../../drawing/useColours.ts";
import { measureIn } from "../../../drawing/wrap.ts";
import { counted, edgeName, kindName, readableTitle } from "../../../format/words.ts";
import { isRefusal } from "../../../graphql/answers.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { exploreAddress } from "../../lineage/explore/addresses.ts";
import { Folding } from "../../lineage/explore/fold.ts";
import { pictureOf } from "../../lineage/explore/model.ts";
import { LINEAGE } from "./operations.ts";

/** Cards of a layer one below the other before it is laid in several columns. */
const CARD_ROWS = 10;

/** What the case is based on, down to its data, as a drawing or as a list. */
export function LineageSection({ id }: { id: string }) {
  const [asList, setAsList] = useState(false);
  const [{ data, fetching }, again] = useQuery({ query: LINEAGE, variables: { id } });
  const lineage = data && !isRefusal(data.lineage) ? data.lineage : null;
  const whole = useMemo(() => lineage && pictureOf(lineage), [lineage]);
  const cards = useMemo(() => {
    if (!lineage || !whole) return null;
    const folding = new Folding(id, false);
    return folding.counted(pictureOf(folding.of(lineage), CARD_ROWS), whole);
  }, [id, lineage, whole]);
  if (!data) {
    if (fetching) return <Skeleton lines={6} label="Tracing the lineage" />;
    return <Failure message="The lineage could not be fetched." onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (isRefusal(data.lineage)) return <Failure message={data.lineage.message} />;
  if (!whole || !cards) return null;
  return (
    <div class="lineage">
      <div class="section-head">
        <p class="dim">
          {counted(whole.nodes.size, "node")}; what a node is based on is drawn to its left
          {data.lineage.truncated && "; there is more than is shown"}
        </p>
        <p class="row">
          <a class="button small" href={exploreAddress(id)}>
            Explore
          </a>
          <button class="button small" aria-pressed={asList} onClick={() => setAsList(!asList)}>
            {asList ? "As a drawing" : "As a list"}
          </button>
        </p>
      </div>
      {asList ? <AsList picture={whole} /> : <AsDrawing picture={cards} />}
    </div>
  );
}

function AsDrawing({ picture }: { picture: Picture }) {
  const scroll = useRef<HTMLDivElement>(null);
  const colours = useColours();
  const layout = useMemo(() => layOut(picture, measureIn(colours.font), null), [picture, colours]);
  // The case is at the right end: where it does not all fit, that is where reading begins.
  useLayoutEffect(() => {
    const place = scroll.current;
    const last = [...layout.cards.values()].reduce((right, card) => (right.x >= card.x ? right : card));
    place?.scrollTo({ left: layout.width, top: last.y + (last.height - place.clientHeight) / 2 });
  }, [layout]);
  return (
    <div ref={scroll} class="lineage-scroll lineage-svg" tabIndex={0} role="group" aria-label="Lineage drawing">
      <CardsSvg layout={layout} colours={colours} />
    </div>
  );
}

function AsList({ picture }: { picture: Picture }) {
  const causes = Map.groupBy(picture.edges.values(), (edge) => edge.effect);
  return (
    <ul class="lineage-list">
      {[...picture.nodes.values()].map((node) => (
        <li key={node.id}>
          <b>{kindName(node.kind)}</b> <bdi>{readableTitle(node.title)}</bdi>
          <ul>
            {(causes.get(node.id) ?? []).map((edge) => {
              const cause = picture.nodes.get(edge.cause);
              return (
                cause && (
                  <li key={edge.id}>
                    <span class="dim">{edgeName(edge.kind)}</span> {kindName(cause.kind)} <bdi>{readableTitle(cause.title)}</bdi>
                  </li>
                )
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
}
