import { useEffect, useState } from "preact/hooks";

/** The cursors of the pages that were turned to; the first page again when `listed`, what the list shows, changes. */
export function usePages(listed: string): readonly [readonly string[], (pages: readonly string[]) => void] {
  const [pages, setPages] = useState<readonly string[]>([]);
  useEffect(() => setPages([]), [listed]);
  return [pages, setPages];
}
