import { useEffect } from "preact/hooks";

import { visible } from "../format/visible.ts";

const SITE = "Signoff";

/** Names the page in the window's title, in its history and bookmarks; null while its name is not known. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? SITE : `${visible(title)} · ${SITE}`;
  }, [title]);
}
