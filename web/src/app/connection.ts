import { createStore } from "./store.ts";

/** Whether the API answered the last request. */
export const connection = createStore<"good" | "lost">("good");
