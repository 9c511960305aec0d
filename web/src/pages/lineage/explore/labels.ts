import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";

import { shortened } from "../../../format/words.ts";
import type { Colours } from "../../../drawing/colours.ts";

/** Letters of a name that are drawn at most, and of a kind with its count. */
export const LONGEST_NAME = 20;
export const LONGEST_KIND = 28;
const BELOW = 11;
const PADDING = 6;

/** Draws so many letters of names below their nodes, with the ground around the letters so that edges do not cross them. */
export function labelBelow(colours: Colours, longest: number): NodeLabelDrawingFunction {
  return (context, data, settings) => {
    if (data.label === null) return;
    const text = shortened(data.label, longest);
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = colours.page;
    context.strokeText(text, data.x, data.y + data.size + BELOW);
    context.fillStyle = colours.ink;
    context.fillText(text, data.x, data.y + data.size + BELOW);
    context.textAlign = "start";
  };
}

/** Draws the whole name of the node that is pointed at. */
export function hoverBelow(colours: Colours): NodeHoverDrawingFunction {
  return (context, data, settings) => {
    if (data.label === null) return;
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width + PADDING * 2;
    const top = data.y + data.size + 3;
    context.fillStyle = colours.surface;
    context.strokeStyle = colours.accent;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(data.x - width / 2, top, width, settings.labelSize + PADDING * 2, 4);
    context.fill();
    context.stroke();
    context.fillStyle = colours.ink;
    context.fillText(data.label, data.x - width / 2 + PADDING, top + settings.labelSize + PADDING - 1);
  };
}
