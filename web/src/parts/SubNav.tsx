import { useLocation } from "preact-iso";

export interface SubPage {
  readonly href: string;
  readonly words: string;
}

/** The parts of a page, each with its own address. */
export function SubNav({ label, pages }: { label: string; pages: readonly SubPage[] }) {
  const { path } = useLocation();
  const [here] = pages
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .toSorted((one, other) => other.href.length - one.href.length);
  return (
    <nav class="sub-nav" aria-label={label}>
      {pages.map((one) => (
        <a key={one.href} href={one.href} aria-current={one === here ? "page" : undefined}>
          {one.words}
        </a>
      ))}
    </nav>
  );
}
