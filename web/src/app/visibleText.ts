import { options } from "preact";

import { visible } from "../format/visible.ts";

/** Attributes that are read or shown as text. */
const SPOKEN = ["title", "aria-label", "aria-valuetext", "alt", "placeholder", "label"] as const;

/** Has every text that any page renders, in HTML and SVG, show its invisible characters; call once, before rendering. */
export function showHiddenCharacters(): void {
  const before = options.vnode?.bind(options);
  options.vnode = (vnode) => {
    // Preact hands text over too, as a node without a type; its types do not say so.
    makeVisible(vnode);
    before?.(vnode);
  };
}

function makeVisible(node: { type: unknown; props: unknown }): void {
  if (typeof node.props === "string") node.props = visible(node.props);
  if (typeof node.type !== "string") return;
  const props = node.props as Record<string, unknown>;
  for (const name of SPOKEN) {
    const value = props[name];
    if (typeof value === "string") props[name] = visible(value);
  }
}
