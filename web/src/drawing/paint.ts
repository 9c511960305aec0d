import { BOTTOM, type Card, KIND_LINE, KIND_SIZE, LABEL_SIZE, type Layout, NAME_LINE, NAME_SIZE, PADDING } from "./cards.ts";
import type { Colours } from "./colours.ts";
import { pathOf, piecesOf, pointAt } from "./curves.ts";
import { familyOf, OUTLINES } from "./shapes.ts";

const ROUND = 6;
const MARK = 5;
const TIP = 8;

/** Paints cards with their lines as they stand in the SVG: a page may not load a picture that it made itself. */
export function paintCards(context: CanvasRenderingContext2D, layout: Layout, colours: Colours): void {
  context.fillStyle = colours.page;
  context.fillRect(0, 0, layout.width, layout.height);
  for (const { points } of layout.lines) {
    context.globalAlpha = 0.55;
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.stroke(new Path2D(pathOf(points)));
    context.globalAlpha = 1;
    const last = piecesOf(points) - 1;
    const [x, y] = pointAt(points, last, 1);
    const [fromX] = pointAt(points, last, 0.97);
    const back = fromX < x ? -TIP : TIP;
    context.fillStyle = colours.line;
    context.fill(new Path2D(`M${x} ${y}L${x + back} ${y - TIP / 2 + 0.5}V${y + TIP / 2 - 0.5}Z`));
  }
  context.textAlign = "center";
  context.lineJoin = "round";
  for (const { text, x, y } of layout.labels) {
    context.font = `${LABEL_SIZE}px ${colours.font}`;
    context.strokeStyle = colours.page;
    context.lineWidth = 3;
    context.strokeText(text, x, y + LABEL_SIZE / 3);
    context.fillStyle = colours.quiet;
    context.fillText(text, x, y + LABEL_SIZE / 3);
  }
  context.textAlign = "start";
  for (const card of layout.cards.values()) paintCard(context, card, colours);
}

function paintCard(context: CanvasRenderingContext2D, card: Card, colours: Colours): void {
  const family = familyOf(card.node.kind);
  const colour = colours.family.get(family.name) ?? colours.ink;
  const face = (shift: number) => {
    context.beginPath();
    context.roundRect(shift, shift, card.width, card.height, ROUND);
    context.fillStyle = colours.surface;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.stroke();
  };
  const write = (text: string, x: number, y: number, size: number, weight: number, ink: string) => {
    context.font = `${weight} ${size}px ${colours.font}`;
    context.fillStyle = ink;
    context.fillText(text, x, y);
  };
  context.save();
  context.translate(card.x, card.y);
  if (card.node.count > 1) face(4);
  face(0);
  context.save();
  context.translate(PADDING + MARK, KIND_LINE - 5);
  context.scale(MARK, MARK);
  context.fillStyle = colour;
  context.fill(new Path2D(OUTLINES[family.shape]), "evenodd");
  context.restore();
  write(card.kind, PADDING + MARK * 2 + 5, KIND_LINE - 1, KIND_SIZE, 400, colours.quiet);
  card.lines.forEach((line, at) => write(line, PADDING, KIND_LINE + (at + 1) * NAME_LINE - 2, NAME_SIZE, 500, colours.ink));
  if (card.detail !== null) write(card.detail, PADDING, KIND_LINE + (card.lines.length + 1) * NAME_LINE - 2, KIND_SIZE, 400, colours.quiet);
  const [causes, effects] = card.more;
  if (causes !== null) write(causes, PADDING, card.height - BOTTOM, KIND_SIZE, 600, colours.accent);
  context.textAlign = "end";
  if (effects !== null) write(effects, card.width - PADDING, card.height - BOTTOM, KIND_SIZE, 600, colours.accent);
  context.restore();
}
