import { createStore } from "./store.ts";

export type Theme = "auto" | "light" | "dark";

const STORAGE_KEY = "signoff-theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

/** The chosen theme; `auto` follows the system. */
export const theme = createStore<Theme>(storedTheme());

export function applyTheme(): void {
  const chosen = theme.get();
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function nextTheme(): void {
  const next = ORDER[(ORDER.indexOf(theme.get()) + 1) % ORDER.length] ?? "auto";
  theme.set(next);
  localStorage.setItem(STORAGE_KEY, next);
  applyTheme();
}

function storedTheme(): Theme {
  const stored = ORDER.find((one) => one === localStorage.getItem(STORAGE_KEY));
  return stored ?? "auto";
}
