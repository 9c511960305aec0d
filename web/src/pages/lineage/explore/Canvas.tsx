import { MultiDirectedGraph } from "graphology";
import { useEffect, useRef } from "preact/hooks";
import Sigma from "sigma";

import { nameOf } from "../../../format/words.ts";
import type { Colours } from "../../../drawing/colours.ts";
import { totalsOf } from "./kinds.ts";
import { hoverBelow, labelBelow, LONGEST_KIND, LONGEST_NAME } from "./labels.ts";
import { degrees, type GraphNode, type Picture } from "./model.ts";
import { ShapeProgram } from "./shapeProgram.ts";
import { familyOf } from "../../../drawing/shapes.ts";

const SMALLEST = 6;
const LARGEST = 14;
/** How much a symbol or line grows for each tenfold that it stands for. */
const TENFOLD = 4;
const TENFOLD_LINE = 1.2;
/** How far rows of kinds may stand apart, in columns: there are few, and their names are long. */
const APART = 3;
const FEW = 60;
/** Beyond so many, symbols and lines shrink, so that they cover no more of the drawing. */
const CROWD = 500;

export interface CanvasProps {
  readonly picture: Picture;
  readonly colours: Colours;
  readonly selected: string | null;
  /** Nodes of a way between two, drawn stronger. */
  readonly way: readonly string[];
  /** Nodes that were searched for; the others step back. */
  readonly hits: ReadonlySet<string> | null;
  readonly onSelect: (id: string) => void;
}

/** The drawing by WebGL; everything in it stands in the list too, which is what keyboards and readers use. */
export default function Canvas({ picture, colours, selected, way, hits, onSelect }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const marked = useRef({ selected, hits });
  const latest = useRef({ selected, onSelect, way, colours, hits });
  latest.current = { selected, onSelect, way, colours, hits };

  useEffect(() => {
    const container = place.current;
    if (!container) return;
    const drawing = new Sigma(graphOf(picture, colours, way, container.clientHeight / container.clientWidth), container, {
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram },
      defaultEdgeType: "arrow",
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 11,
      defaultDrawNodeLabel: labelBelow(colours, standsForMany(picture) ? LONGEST_KIND : LONGEST_NAME),
      defaultDrawNodeHover: hoverBelow(colours),
      labelRenderedSizeThreshold: 0,
      labelDensity: picture.nodes.size <= FEW ? 8 : picture.nodes.size <= CROWD ? 0.6 : 0.2,
      defaultEdgeColor: colours.line,
      minEdgeThickness: 0.3,
      stagePadding: 48,
      zIndex: true,
      nodeReducer: (id, data) => {
        const now = latest.current;
        if (id === now.selected) return { ...data, forceLabel: true, color: now.colours.accent, zIndex: 2 };
        if (now.hits === null) return data;
        return now.hits.has(id) ? { ...data, forceLabel: true, zIndex: 1 } : { ...data, label: null, color: now.colours.faint };
      },
      allowInvalidContainer: true,
    });
    drawing.on("clickNode", ({ node }) => latest.current.onSelect(node));
    // Sigma draws within its constructor: whoever waits for its event from here on waits for the second drawing.
    container.dataset.drawn = String(totalsOf(picture).nodes);
    sigma.current = drawing;
    marked.current = latest.current;
    return () => {
      delete container.dataset.drawn;
      drawing.kill();
      sigma.current = null;
    };
  }, [picture, colours, way]);

  useEffect(() => {
    if (marked.current.selected === selected && marked.current.hits === hits) return;
    marked.current = { selected, hits };
    sigma.current?.refresh({ skipIndexation: true });
  }, [selected, hits]);

  return (
    <div class="canvas-frame">
      <div class="canvas" ref={place} aria-hidden="true" />
      <div class="canvas-tools">
        <button class="button small" onClick={() => void sigma.current?.getCamera().animatedZoom({ duration: 0 })}>
          <span aria-hidden="true">+</span>
          <span class="for-readers">Zoom in</span>
        </button>
        <button class="button small" onClick={() => void sigma.current?.getCamera().animatedUnzoom({ duration: 0 })}>
          <span aria-hidden="true">−</span>
          <span class="for-readers">Zoom out</span>
        </button>
        <button class="button small" onClick={() => void sigma.current?.getCamera().animatedReset({ duration: 0 })}>
          All
        </button>
      </div>
    </div>
  );
}

function graphOf(picture: Picture, colours: Colours, way: readonly string[], shape: number): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const counts = degrees(picture);
  const onWay = new Set(way);
  const row = rowHeight(picture, shape);
  const scale = Math.min(1, Math.sqrt(CROWD / picture.nodes.size));
  for (const node of picture.nodes.values()) {
    const family = familyOf(node.kind);
    graph.addNode(node.id, {
      x: node.x,
      y: -node.y * row,
      size: sizeOf(node, counts.get(node.id) ?? 0) * scale,
      label: nameOf(node),
      color: colours.family.get(family.name) ?? colours.ink,
      shape: family.shape,
      forceLabel: onWay.has(node.id),
    });
  }
  for (const edge of picture.edges.values()) {
    if (!graph.hasNode(edge.effect) || !graph.hasNode(edge.cause)) continue;
    const strong = onWay.has(edge.effect) && onWay.has(edge.cause);
    graph.addEdgeWithKey(edge.id, edge.effect, edge.cause, {
      size: strong ? 3 : (picture.nodes.size <= FEW ? 1.5 : scale) + TENFOLD_LINE * Math.log10(edge.count),
      color: strong ? colours.accent : colours.line,
      zIndex: strong ? 1 : 0,
    });
  }
  return graph;
}

/** A node by its edges; a symbol for many nodes by how many. */
function sizeOf({ count }: GraphNode, edges: number): number {
  return count > 1 ? SMALLEST + TENFOLD * Math.log10(count) : Math.min(LARGEST, SMALLEST + Math.sqrt(edges));
}

function standsForMany({ nodes }: Picture): boolean {
  return [...nodes.values()].some((node) => node.count > 1);
}

/** How far rows stand apart, in columns, so that the drawing fills its place of this height over width. */
function rowHeight(picture: Picture, shape: number): number {
  const nodes = [...picture.nodes.values()];
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const wide = span(nodes.map((node) => node.x));
  const tall = span(nodes.map((node) => node.y));
  return tall === 0 ? 1 : Math.min(standsForMany(picture) ? APART : 1, (Math.max(wide, 1) * shape) / tall);
}
