/** Pixels of the file for each of the drawing, so that its letters are sharp in print. */
const SCALE = 2;
const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "font-size", "font-family", "text-anchor"];

/** The text of an SVG file that looks as the drawing does, without the styles of the page. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  shown.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of STYLED) copied[place]?.setAttribute(name, style.getPropertyValue(name));
    copied[place]?.removeAttribute("style");
    copied[place]?.removeAttribute("class");
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

/** The drawing as a PNG; our pages load no image, so that lines, paths, circles and texts are painted one by one. */
export async function painted(svg: SVGSVGElement): Promise<Blob | null> {
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(SCALE, SCALE);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  for (const element of svg.querySelectorAll("line, path, circle, rect, text")) paint(context, element);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function paint(context: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  context.globalAlpha = Number(style.opacity);
  if (element.localName === "text") {
    context.fillStyle = style.fill;
    context.font = `${style.fontSize} ${style.fontFamily}`;
    context.textAlign = style.textAnchor === "middle" ? "center" : style.textAnchor === "end" ? "right" : "left";
    context.fillText(element.textContent, numberOf(element, "x"), numberOf(element, "y"));
    return;
  }
  const shape = shapeOf(element);
  if (style.fill !== "none") {
    context.fillStyle = style.fill;
    context.fill(shape);
  }
  if (style.stroke !== "none") {
    context.strokeStyle = style.stroke;
    context.lineWidth = parseFloat(style.strokeWidth);
    context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
    context.stroke(shape);
  }
}

function shapeOf(element: Element): Path2D {
  const number = (name: string) => numberOf(element, name);
  const shape = new Path2D(element.localName === "path" ? (element.getAttribute("d") ?? "") : undefined);
  if (element.localName === "line") {
    shape.moveTo(number("x1"), number("y1"));
    shape.lineTo(number("x2"), number("y2"));
  }
  if (element.localName === "circle") shape.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  if (element.localName === "rect") shape.rect(number("x"), number("y"), number("width"), number("height"));
  return shape;
}

function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}
