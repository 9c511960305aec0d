import { FAMILIES } from "./shapes.ts";

/** The colours of the drawing as plain `rgb()`: neither WebGL nor a saved file knows the site's own names. */
export interface Colours {
  readonly family: ReadonlyMap<string, string>;
  readonly ink: string;
  readonly line: string;
  readonly accent: string;
  readonly surface: string;
  readonly page: string;
}

export function coloursNow(): Colours {
  const read = (name: string) => {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return {
    family: new Map(FAMILIES.map(({ name }) => [name, read(`family-${name}`)])),
    ink: read("ink"),
    line: read("line-strong"),
    accent: read("accent"),
    surface: read("surface"),
    page: read("page"),
  };
}
