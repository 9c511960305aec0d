import { FAMILIES } from "./shapes.ts";

/** The colours of the drawing as plain `rgb()`: neither WebGL nor a saved file knows the site's own names. */
export interface Colours {
  readonly family: ReadonlyMap<string, string>;
  readonly ink: string;
  /** For what stands beside a name. */
  readonly quiet: string;
  readonly line: string;
  /** For what steps back. */
  readonly faint: string;
  readonly accent: string;
  readonly surface: string;
  readonly page: string;
  /** The names of the site's letters. */
  readonly font: string;
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
    quiet: read("ink-2"),
    line: read("line-strong"),
    faint: read("line"),
    accent: read("accent"),
    surface: read("surface"),
    page: read("page"),
    font: getComputedStyle(document.body).fontFamily,
  };
}
