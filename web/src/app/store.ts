import { useEffect, useState } from "preact/hooks";

/** A value that components can follow. */
export interface Store<Value> {
  get: () => Value;
  set: (value: Value) => void;
  follow: (listener: () => void) => () => void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let current = first;
  const followers = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...followers]) listener();
    },
    follow(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}

/** Returns a store's value and renders again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, render] = useState({});
  useEffect(() => store.follow(() => render({})), [store]);
  return store.get();
}
