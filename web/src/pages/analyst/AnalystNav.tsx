import { SubNav } from "../../parts/SubNav.tsx";

const PARTS = [
  { href: "/analyst", words: "What was decided" },
  { href: "/analyst/overrides", words: "Against advice" },
  { href: "/analyst/impact", words: "What rests on it" },
  { href: "/graphiql", words: "Ask by GraphQL" },
];

/** The parts of the analyst's page. */
export function AnalystNav() {
  return <SubNav label="Analyst" pages={PARTS} />;
}
