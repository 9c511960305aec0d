import { createStore } from "./store.ts";

export type Theme = "auto" | "light" | "dark";

const KEPT_AS = "signoff-theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

/** The chosen theme; `auto` follows the system. */
export const theme = createStore<Theme>(kept());

export function applyTheme(): void {
  const chosen = theme.get();
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

export function nextTheme(): void {
  const next = ORDER[(ORDER.indexOf(theme.get()) + 1) % ORDER.length] ?? "auto";
  theme.set(next);
  localStorage.setItem(KEPT_AS, next);
  applyTheme();
}

function kept(): Theme {
  const found = ORDER.find((one) => one === localStorage.getItem(KEPT_AS));
  return found ?? "auto";
}
