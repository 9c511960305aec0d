import { useClient } from "@urql/preact";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { newKey, send } from "../../graphql/send.ts";
import { notify } from "../../notices/notices.ts";
import { entryAddress } from "./addresses.ts";
import type { KindName } from "./kinds.ts";
import { OPEN_CATEGORY, OPEN_CONSTRAINT, OPEN_TEAM } from "./operations.ts";
import { type Choice, Picker } from "./Picker.tsx";

const OPENED = { TEAM: "team", CATEGORY: "category", CONSTRAINT: "constraint" } as const;
type Opened = keyof typeof OPENED;

function isOpened(kind: KindName): kind is Opened {
  return kind in OPENED;
}

/** Opens a team, category or constraint by its name; nothing for kinds that come with data. */
export function OpenForm({ kind, onOpened }: { kind: KindName; onOpened: () => void }) {
  return isOpened(kind) ? <Form kind={kind} onOpened={onOpened} /> : null;
}

function Form({ kind, onOpened }: { kind: Opened; onOpened: () => void }) {
  const client = useClient();
  const { route } = useLocation();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [entityKind, setEntityKind] = useState("");
  const [parent, setParent] = useState<Choice | null>(null);
  const [working, setWorking] = useState(false);
  const sent = () => {
    const given = { name, idempotencyKey: newKey() };
    switch (kind) {
      case "TEAM":
        return send(client, OPEN_TEAM, { input: given }, (data) => data.openTeam);
      case "CONSTRAINT":
        return send(client, OPEN_CONSTRAINT, { input: { ...given, description } }, (data) => data.openConstraint);
      case "CATEGORY":
        return send(client, OPEN_CATEGORY, { input: { ...given, entityKind, parentId: parent?.id ?? null } }, (data) => data.openCategory);
    }
  };
  const submit = async () => {
    setWorking(true);
    const answer = await sent();
    setWorking(false);
    if (answer.kind === "refused") notify({ tone: "bad", text: answer.refusal.message });
    else if (answer.kind === "unanswered") notify({ tone: "warn", text: answer.message });
    else {
      onOpened();
      route(entryAddress(answer.answer.id));
    }
  };
  return (
    <details>
      <summary>{`Open a ${OPENED[kind]}`}</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label>
          Name
          <input value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        {kind === "CONSTRAINT" && (
          <label>
            What it limits
            <input value={description} onInput={(event) => setDescription(event.currentTarget.value)} />
          </label>
        )}
        {kind === "CATEGORY" && (
          <>
            <Picker label="Within (none: at the top)" targets={["CATEGORY", "CATEGORY"]} chosen={parent?.id ?? ""} onChoose={setParent} />
            {parent === null && (
              <label>
                Kind of its entities
                <input value={entityKind} placeholder="vendor, group…" onInput={(event) => setEntityKind(event.currentTarget.value)} />
              </label>
            )}
          </>
        )}
        <button class="button" disabled={working || name.trim() === ""}>
          Open
        </button>
      </form>
    </details>
  );
}
