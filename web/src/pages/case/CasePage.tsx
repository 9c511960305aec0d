import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";

import { Failure } from "../../parts/Failure.tsx";
import { Skeleton } from "../../parts/Skeleton.tsx";
import { CaseBody } from "./CaseBody.tsx";
import { useCase } from "./useCase.ts";
import "../../review/review.css";
import "./why.css";
import "./verdict.css";
import "./evidence.css";
import "./case.css";

/** One case: why it came, what is known of it, and the reviewer's verdict. */
export default function CasePage() {
  const { params } = useRoute();
  const { route } = useLocation();
  const view = useCase(params.id ?? "");
  const title = view.found?.externalId;
  useEffect(() => {
    document.title = title === undefined ? "Case · Signoff" : `${title} · Signoff`;
  }, [title]);
  if (view.failure !== null) {
    return (
      <div class="case-page">
        <Failure message={view.failure} onRetry={view.refresh} />
      </div>
    );
  }
  const ready = view.found && (view.found.taskId === null || view.task) && (view.found.decisionId === null || view.decision);
  if (!view.found || !ready) {
    return (
      <div class="case-page">
        <Skeleton lines={14} label="Fetching the case" />
      </div>
    );
  }
  return <CaseBody key={view.found.id} found={view.found} view={view} onDesk={() => route("/")} />;
}
