import { SubNav } from "../../parts/SubNav.tsx";

export const ANALYST_PAGES = [
  { href: "/graphiql", words: "Ask by GraphQL" },
];

/** The parts of the analyst's page. */
export function AnalystNav() {
  return <SubNav label="Analyst" pages={ANALYST_PAGES} />;
}
