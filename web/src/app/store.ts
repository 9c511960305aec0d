import { useEffect, useState } from "preact/hooks";

/** A value that components can follow. */
export interface Store<Value> {
  get: () => Value;
  set: (value: Value) => void;
  follow: (heard: () => void) => () => void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let current = first;
  const followers = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const heard of [...followers]) heard();
    },
    follow(heard) {
      followers.add(heard);
      return () => followers.delete(heard);
    },
  };
}

/** Returns a store's value and renders again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [, render] = useState({});
  useEffect(() => store.follow(() => render({})), [store]);
  return store.get();
}
