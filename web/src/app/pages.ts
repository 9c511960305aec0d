import { lazy } from "preact-iso";
import type { ComponentType } from "preact";

/** A page of the site: its address, its place in the navigation, and who is offered it. */
export interface Page {
  readonly path: string;
  readonly load: ComponentType;
  /** Left out of the navigation where absent. */
  readonly nav?: {
    readonly href: string;
    readonly words: string;
    readonly keys: string;
    /** Offered to these roles; to everybody where absent. */
    readonly roles?: readonly string[];
  };
}

/** Every page; a new one is a folder under `src/pages/<subject>` and a line here. */
export const PAGES: readonly Page[] = [
  {
    path: "/",
    load: lazy(() => import("../pages/review/inbox/InboxPage.tsx")),
    nav: { href: "/", words: "Desk", keys: "g d" },
  },
  { path: "/case/:id", load: lazy(() => import("../pages/review/case/CasePage.tsx")) },
  { path: "/absence", load: lazy(() => import("../pages/people/absence/AbsencePage.tsx")) },
  {
    path: "/explore/:id?",
    load: lazy(() => import("../pages/lineage/explore/ExplorePage.tsx")),
    nav: { href: "/explore", words: "Explore", keys: "g e" },
  },
  {
    path: "/analyst",
    load: lazy(() => import("../pages/decision/tables/SummaryPage.tsx")),
    nav: { href: "/analyst", words: "Analyst", keys: "g a" },
  },
  { path: "/analyst/refused", load: lazy(() => import("../pages/intake/quarantine/QuarantinePage.tsx")) },
  { path: "/analyst/record", load: lazy(() => import("../pages/decision/record/RecordsPage.tsx")) },
  { path: "/analyst/record/:id", load: lazy(() => import("../pages/decision/record/RecordPage.tsx")) },
  { path: "/analyst/compare", load: lazy(() => import("../pages/decision/compare/ComparePage.tsx")) },
  { path: "/analyst/kpis", load: lazy(() => import("../pages/decision/kpis/KpisPage.tsx")) },
  { path: "/analyst/overrides", load: lazy(() => import("../pages/decision/tables/OverridesPage.tsx")) },
  { path: "/analyst/impact", load: lazy(() => import("../pages/decision/tables/ImpactPage.tsx")) },
  { path: "/analyst/registry", load: lazy(() => import("../pages/registry/RegistryPage.tsx")) },
  { path: "/analyst/matches", load: lazy(() => import("../pages/registry/matches/MatchesPage.tsx")) },
  { path: "/analyst/registry/:id", load: lazy(() => import("../pages/registry/EntryPage.tsx")) },
  { path: "/analyst/exceptions", load: lazy(() => import("../pages/registry/exceptions/ExceptionsPage.tsx")) },
  { path: "/analyst/recalls", load: lazy(() => import("../pages/lineage/recalls/RecallsPage.tsx")) },
  { path: "/analyst/recalls/plan/:id", load: lazy(() => import("../pages/lineage/recalls/PlanPage.tsx")) },
  { path: "/analyst/recalls/:id", load: lazy(() => import("../pages/lineage/recalls/RecallPage.tsx")) },
  { path: "/analyst/breakers", load: lazy(() => import("../pages/monitor/breakers/BreakersPage.tsx")) },
  { path: "/analyst/oversight", load: lazy(() => import("../pages/monitor/oversight/OversightPage.tsx")) },
  { path: "/packs", load: lazy(() => import("../pages/registry/packs/PacksPage.tsx")) },
  { path: "/analyst/checks", load: lazy(() => import("../pages/audit/ChecksPage.tsx")) },
  {
    path: "/planner",
    load: lazy(() => import("../pages/planning/hotspots/HotspotsPage.tsx")),
    nav: { href: "/planner", words: "Planner", keys: "g p" },
  },
  { path: "/planner/record", load: lazy(() => import("../pages/planning/hotspots/RecordPage.tsx")) },
  { path: "/planner/impact", load: lazy(() => import("../pages/planning/impact/ImpactForecastPage.tsx")) },
  { path: "/planner/what-if", load: lazy(() => import("../pages/planning/whatif/WhatIfPage.tsx")) },
  { path: "/planner/what-if/:id", load: lazy(() => import("../pages/planning/whatif/RunPage.tsx")) },
  {
    path: "/accounts",
    load: lazy(() => import("../pages/people/accounts/AccountsPage.tsx")),
    nav: { href: "/accounts", words: "Accounts", keys: "g u", roles: ["admin"] },
  },
  { path: "/graphiql", load: lazy(() => import("../pages/kernel/ide/IdePage.tsx")) },
];

/** The navigation of somebody with these roles. */
export function navigation(roles: readonly string[]): readonly NonNullable<Page["nav"]>[] {
  return PAGES.flatMap((page) => page.nav ?? []).filter(
    (entry) => !entry.roles || entry.roles.some((role) => roles.includes(role)),
  );
}
