import { initGraphQLTada } from "gql.tada";

import type { introspection } from "./introspection.d.ts";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Writes typed operations; the types come from `api/schema.graphql` by `npm run schema`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; JSON: Json; Column: (string | number | null)[] };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";
