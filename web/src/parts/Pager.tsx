interface Props {
  /** The cursors after which the pages begin that were turned to; none for the first page. */
  readonly pages: readonly string[];
  readonly info: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly onTurn: (pages: readonly string[]) => void;
}

/** Turns the pages of a list that is newest first; nothing where there is one page. */
export function Pager({ pages, info, onTurn }: Props) {
  const next = info.endCursor;
  if (pages.length === 0 && !info.hasNextPage) return null;
  return (
    <p class="row">
      <button class="button small" disabled={pages.length === 0} onClick={() => onTurn(pages.slice(0, -1))}>
        Newer
      </button>
      <button class="button small" disabled={!info.hasNextPage} onClick={() => next !== null && onTurn([...pages, next])}>
        Older
      </button>
    </p>
  );
}
