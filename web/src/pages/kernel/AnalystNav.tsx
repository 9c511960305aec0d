import { SubNav } from "../../parts/SubNav.tsx";

const PARTS = [
  { href: "/analyst", words: "Decisions" },
  { href: "/analyst/record", words: "Record" },
  { href: "/analyst/kpis", words: "Key figures" },
  { href: "/analyst/overrides", words: "Against advice" },
  { href: "/analyst/impact", words: "Where used" },
  { href: "/analyst/refused", words: "Refused rows" },
  { href: "/analyst/registry", words: "Registry" },
  { href: "/analyst/matches", words: "Likely the same" },
  { href: "/analyst/exceptions", words: "Exceptions" },
  { href: "/analyst/recalls", words: "Recalls" },
  { href: "/analyst/breakers", words: "Breakers" },
  { href: "/analyst/oversight", words: "Oversight" },
  { href: "/analyst/checks", words: "Checks" },
  { href: "/packs", words: "Packs" },
  { href: "/graphiql", words: "GraphQL" },
];

/** The parts of the analyst's page. */
export function AnalystNav() {
  return <SubNav label="Analyst" pages={PARTS} />;
}
