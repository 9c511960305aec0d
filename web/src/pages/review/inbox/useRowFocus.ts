import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Row } from "./operations.ts";

export interface RowFocus {
  readonly list: { current: HTMLUListElement | null };
  /** The task whose row can be reached by Tab. */
  readonly current: string | null;
  readonly onFocus: (taskId: string) => void;
  readonly move: (step: number) => void;
}

/** Keeps one row of the list focused: by task, so that a refresh moves neither the focus nor the row on the screen. */
export function useRowFocus(rows: readonly Row[] | null): RowFocus {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const place = useRef(0);
  const top = useRef<number | null>(null);

  const at = rows?.findIndex((row) => row.id === current) ?? -1;
  if (at >= 0) place.current = at;
  const reachable = rows?.[at >= 0 ? at : Math.min(place.current, rows.length - 1)]?.id ?? null;

  useLayoutEffect(() => {
    const row = rowOf(list.current, reachable);
    if (!row) return;
    const focused = list.current?.contains(document.activeElement);
    if (focused && top.current !== null) scrollBy(0, row.getBoundingClientRect().top - top.current);
    if (document.activeElement === document.body) row.focus({ preventScroll: true });
    top.current = row.getBoundingClientRect().top;
  }, [rows]);

  return {
    list,
    current: reachable,
    onFocus(taskId) {
      setCurrent(taskId);
      top.current = rowOf(list.current, taskId)?.getBoundingClientRect().top ?? null;
    },
    move(step) {
      if (!rows || rows.length === 0) return;
      const held = list.current?.contains(document.activeElement);
      const next = rows[Math.max(0, Math.min(rows.length - 1, place.current + (held ? step : 0)))];
      const row = rowOf(list.current, next?.id ?? null);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    },
  };
}

function rowOf(list: HTMLElement | null, taskId: string | null): HTMLElement | null {
  return taskId === null ? null : (list?.querySelector<HTMLElement>(`[data-task="${CSS.escape(taskId)}"]`) ?? null);
}
