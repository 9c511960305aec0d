import { History } from "./History.tsx";
import { Inputs } from "./Inputs.tsx";
import { LineageSection } from "./LineageSection.tsx";
import type { CaseDetail, TaskDetail } from "./operations.ts";
import { Packet } from "./Packet.tsx";
import { scoreOf } from "./packet.ts";
import { Precedents } from "./Precedents.tsx";
import { type Tab, Tabs } from "./Tabs.tsx";
import type { InputsView } from "./useInputs.ts";

export type TabName = "inputs" | "precedents" | "history" | "lineage" | "packet";

export const TABS: readonly Tab<TabName>[] = [
  { name: "inputs", words: "Inputs", keys: "i" },
  { name: "precedents", words: "Precedents", keys: "p" },
  { name: "history", words: "History", keys: "h" },
  { name: "lineage", words: "Lineage", keys: "l" },
  { name: "packet", words: "Packet", keys: "k" },
];

interface Props {
  detail: CaseDetail;
  task: TaskDetail | null;
  inputs: InputsView;
  open: TabName;
  onOpen: (name: TabName) => void;
}

/** What the case is based on, one section at a time. */
export function Evidence({ detail, task, inputs, open, onOpen }: Props) {
  return (
    <Tabs tabs={TABS} open={open} onOpen={onOpen}>
      {open === "inputs" && <Inputs {...inputs} />}
      {open === "precedents" && <Precedents caseId={detail.id} />}
      {open === "history" && <History caseId={detail.id} />}
      {open === "lineage" && <LineageSection id={detail.decisionId ?? detail.taskId ?? detail.id} />}
      {open === "packet" && task && <Packet task={task} score={scoreOf(task.packet)} />}
      {open === "packet" && !task && <p class="dim">No review is open, so there is no packet here. The explorer shows what the decision was based on.</p>}
    </Tabs>
  );
}
