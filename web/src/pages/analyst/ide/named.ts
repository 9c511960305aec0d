const NAMES: readonly (readonly [place: string, name: string])[] = [
  [".graphiql-query-editor", "Query"],
  [".graphiql-editor-tool", "Variables, as JSON"],
  [".graphiql-response", "Response"],
];

type Editor = HTMLElement & { readonly CodeMirror?: { refresh: () => void } };

/**
 * Gives GraphiQL's editors, as they come, the names that it leaves out for screen readers, and has them measure
 * themselves once they are laid out; returns how to stop.
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
  name();
  const observer = new MutationObserver(name);
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
