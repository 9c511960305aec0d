import { useStore } from "../app/store.ts";
import { Keys } from "../keyboard/Keys.tsx";
import { Countdown } from "../parts/Countdown.tsx";
import { dismiss, type Notice, notices } from "./notices.ts";

/** The messages of the moment, read out politely. */
export function Notices() {
  const shown = useStore(notices);
  return (
    <div class="notices" role="status" aria-live="polite" aria-relevant="additions text">
      {shown.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const { action } = notice;
  return (
    <div class={`notice ${notice.tone}`}>
      <span class="notice-text">{notice.text}</span>
      {notice.until !== undefined && !notice.working && <Countdown until={notice.until} />}
      {action && (
        <button
          class="button small"
          disabled={notice.working}
          onClick={() => {
            if (!action.stays) dismiss(notice.id);
            action.run();
          }}
        >
          {action.words}
          {action.keys && <Keys keys={action.keys} />}
        </button>
      )}
      <button class="button icon" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
        ×
      </button>
    </div>
  );
}
