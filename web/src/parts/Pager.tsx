interface Props {
  /** The cursors after which the pages begin that were turned to; none for the first page. */
  readonly pages: readonly string[];
  readonly info: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly onTurn: (pages: readonly string[]) => void;
  /** What the buttons say, of a list that is not by time. */
  readonly words?: readonly [string, string];
}

/** Turns the pages of a list; nothing where there is one page. */
export function Pager({ pages, info, onTurn, words = ["Newer", "Older"] }: Props) {
  const next = info.endCursor;
  if (pages.length === 0 && !info.hasNextPage) return null;
  return (
    <p class="row">
      <button class="button small" disabled={pages.length === 0} onClick={() => onTurn(pages.slice(0, -1))}>
        {words[0]}
      </button>
      <button class="button small" disabled={!info.hasNextPage} onClick={() => next !== null && onTurn([...pages, next])}>
        {words[1]}
      </button>
    </p>
  );
}
