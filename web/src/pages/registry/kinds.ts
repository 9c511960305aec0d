import type { Relation } from "./operations.ts";

/** What is registered: its name in requests, the kind of its nodes, and what it is. */
export const KINDS = [
  { name: "PERSON", kind: "Person", words: "People", help: "Whoever decides, asks, or acted in a log that was loaded." },
  { name: "TEAM", kind: "Team", words: "Teams", help: "Groups of people that own work together." },
  { name: "DATA_SOURCE", kind: "DataSource", words: "Sources", help: "Systems and publishers that data come from." },
  { name: "DATASET", kind: "Dataset", words: "Datasets", help: "Named sets of data, each with its versions." },
  { name: "FEATURE", kind: "Feature", words: "Features", help: "What models read, each with its versions." },
  { name: "MODEL", kind: "Model", words: "Models", help: "What scores cases, each with its versions." },
  { name: "POLICY", kind: "Policy", words: "Policies", help: "Rules of what may be decided automatically." },
  { name: "DECISION_POINT", kind: "DecisionPoint", words: "Decision points", help: "Where something is decided." },
  { name: "QUEUE", kind: "Queue", words: "Queues", help: "Where cases wait for people." },
  { name: "ENTITY", kind: "BusinessEntity", words: "Entities", help: "What cases concern: vendors, groups, products." },
  { name: "CATEGORY", kind: "Category", words: "Categories", help: "Classes of entities, one within another." },
  { name: "CONSTRAINT", kind: "Constraint", words: "Constraints", help: "Limits on dealing with an entity, such as an embargo." },
] as const;

export type KindName = (typeof KINDS)[number]["name"];

/** How the edges of one relation are shown and changed at the node that they lead from. */
export interface Section {
  readonly relation: Relation;
  readonly title: string;
  readonly help: string;
  /** What is said where there is none. */
  readonly empty: string;
  /** Whether there is one at a time: a new one ends the one before. */
  readonly single: boolean;
  /** Kinds of the nodes that it leads from. */
  readonly sources: readonly string[];
  /** What it may lead to; twice the same where it is one kind. */
  readonly targets: readonly [KindName, KindName];
  readonly choose: string;
}

const OWNED = ["DataSource", "Dataset", "Feature", "Model", "Policy", "DecisionPoint", "Queue", "BusinessEntity"];
const ENTITY = ["BusinessEntity"];

export const SECTIONS: readonly Section[] = [
  {
    relation: "OWNER",
    title: "Owner",
    help: "Who answers for it from now on. The owner before stays on record.",
    empty: "Nobody owns it.",
    single: true,
    sources: OWNED,
    targets: ["PERSON", "TEAM"],
    choose: "Person or team",
  },
  {
    relation: "MEMBER",
    title: "Members",
    help: "Who belongs to the team. Whoever leaves stays on record with the time.",
    empty: "Nobody belongs to it yet.",
    single: false,
    sources: ["Team"],
    targets: ["PERSON", "PERSON"],
    choose: "Person",
  },
  {
    relation: "CATEGORY",
    title: "Category",
    help: "Where it belongs; a category may lie within another, never within itself.",
    empty: "It lies in no category.",
    single: true,
    sources: ["BusinessEntity", "Category"],
    targets: ["CATEGORY", "CATEGORY"],
    choose: "Category",
  },
  {
    relation: "CONSTRAINT",
    title: "Constraints",
    help: "What limits dealing with it.",
    empty: "Nothing limits it.",
    single: false,
    sources: ENTITY,
    targets: ["CONSTRAINT", "CONSTRAINT"],
    choose: "Constraint",
  },
  {
    relation: "DEPENDENCY",
    title: "Depends on",
    help: "What it cannot do without. A dependency that leads back is refused.",
    empty: "It depends on nothing that is on record.",
    single: false,
    sources: ENTITY,
    targets: ["ENTITY", "ENTITY"],
    choose: "Entity",
  },
  {
    relation: "TIE",
    title: "Ties",
    help: "Whoever is tied to what a case concerns, or to whoever asked for it, neither claims nor decides it.",
    empty: "No tie is on record.",
    single: false,
    sources: ["Person"],
    targets: ["ENTITY", "PERSON"],
    choose: "Entity or person",
  },
];

/** What the edges that lead to a node say there. */
export const FROM_OTHERS: Readonly<Record<Relation, string>> = {
  OWNER: "owns",
  MEMBER: "is a member of",
  CATEGORY: "holds",
  CONSTRAINT: "limits",
  DEPENDENCY: "is needed by",
  TIE: "is tied to",
};
