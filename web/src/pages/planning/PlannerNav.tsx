import { SubNav } from "../../parts/SubNav.tsx";

const PARTS = [
  { href: "/planner", words: "Hot spots" },
  { href: "/planner/record", words: "Past forecasts" },
  { href: "/planner/impact", words: "Impact" },
  { href: "/planner/what-if", words: "What if" },
];

/** The parts of the planner's page. */
export function PlannerNav() {
  return <SubNav label="Planner" pages={PARTS} />;
}
