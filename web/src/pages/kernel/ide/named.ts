const NAMES: readonly (readonly [place: string, name: string])[] = [
  [".graphiql-query-editor", "Query"],
  [".graphiql-editor-tool", "Variables, as JSON"],
  [".graphiql-response", "Response"],
];

/** Attributes that GraphiQL writes anew when another tab opens. */
const WATCHED = ["role", "aria-selected", "class"];

type Editor = HTMLElement & { readonly CodeMirror?: { refresh: () => void } };

/**
 * Gives GraphiQL's editors, as they come, the names that it leaves out for screen readers, and has them measure
 * themselves once they are laid out; makes its tabs a group of buttons, for they hold buttons and the add button.
 * Returns how to stop.
 */
export function nameEditors(root: HTMLElement): () => void {
  const seen = new WeakSet<Editor>();
  const name = () => {
    for (const [place, words] of NAMES) {
      for (const editor of root.querySelectorAll<Editor>(`${place} .CodeMirror`)) {
        editor.querySelector("textarea")?.setAttribute("aria-label", words);
        const scrolled = editor.querySelector<HTMLElement>(".CodeMirror-scroll");
        if (scrolled && scrolled.tabIndex !== 0) scrolled.tabIndex = 0;
        if (seen.has(editor)) continue;
        seen.add(editor);
        requestAnimationFrame(() => editor.CodeMirror?.refresh());
      }
    }
  };
  const mend = () => {
    name();
    for (const tabs of root.querySelectorAll(".graphiql-tabs")) asButtons(tabs);
  };
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: WATCHED });
  return () => observer.disconnect();
}

function asButtons(tabs: Element): void {
  if (tabs.role !== "group") tabs.role = "group";
  for (const tab of tabs.querySelectorAll(".graphiql-tab")) {
    const button = tab.querySelector("button.graphiql-tab-button");
    if (tab.role !== "none") tab.role = "none";
    const pressed = String(tab.classList.contains("graphiql-tab-active"));
    if (button && button.ariaPressed !== pressed) button.ariaPressed = pressed;
    if (tab.ariaSelected !== null) tab.ariaSelected = null;
  }
}
