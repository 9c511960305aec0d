import { useLocation, useRoute } from "preact-iso";

import { useTitle } from "../../../app/title.ts";
import { useCommands } from "../../../keyboard/useCommands.ts";
import { useHeldKeys } from "../../../keyboard/useHeldKeys.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { NoSuchPage } from "../../../parts/NoSuchPage.tsx";
import { Skeleton } from "../../../parts/Skeleton.tsx";
import { CaseBody } from "./CaseBody.tsx";
import { useCase } from "./useCase.ts";
import "../review.css";
import "./why.css";
import "./verdict.css";
import "./evidence.css";
import "./case.css";

/** One case: why it came, what is known of it, and the reviewer's verdict. */
export default function CasePage() {
  const { params } = useRoute();
  const { route } = useLocation();
  const view = useCase(params.id ?? "");
  useTitle(view.isNowhere ? "There is no such case" : (view.detail?.externalId ?? "Case"));
  if (view.isNowhere) return <NoSuchCase />;
  if (view.failure !== null) {
    return (
      <div class="case-page">
        <Failure message={view.failure} onRetry={() => void view.refresh()} />
      </div>
    );
  }
  const ready = view.detail && (view.detail.taskId === null || view.task) && (view.detail.decisionId === null || view.decision);
  if (!view.detail || !ready) return <Fetching onDesk={() => route("/")} />;
  return <CaseBody key={view.detail.id} detail={view.detail} view={view} onDesk={() => route("/")} />;
}

function Fetching({ onDesk }: { onDesk: () => void }) {
  useHeldKeys();
  useCommands([{ keys: "Escape", words: "Back to the desk", group: "Case", run: onDesk, always: true }]);
  return (
    <div class="case-page">
      <Skeleton lines={14} label="Fetching the case" />
    </div>
  );
}

function NoSuchCase() {
  return (
    <NoSuchPage title="There is no such case.">
      <p>Its address may have been cut short when it was copied. Search for the case by its number, or go to the desk.</p>
      <p class="row">
        <a class="button primary" href="/">
          To the desk
        </a>
        <a class="button" href="/explore">
          Search for it
        </a>
      </p>
    </NoSuchPage>
  );
}
