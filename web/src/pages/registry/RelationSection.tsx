import { useState } from "preact/hooks";

import { moment } from "../../format/time.ts";
import { inWords } from "../../format/words.ts";
import { managesRegistry } from "../../session/session.ts";
import { entryAddress } from "./addresses.ts";
import type { Step } from "./change.ts";
import type { Section } from "./kinds.ts";
import type { Entry, Link, Tie } from "./operations.ts";
import { type Choice, Picker } from "./Picker.tsx";

const TIES: readonly Tie[] = ["EMPLOYMENT", "FAMILY", "FINANCIAL", "OTHER"];

interface Props {
  readonly entry: Entry;
  readonly section: Section;
  readonly working: boolean;
  /** Makes a change; `words` say what is so then, `before` is where a single edge led until then. */
  readonly onStep: (step: Step, words: string, before: string | null) => void;
}

/** The edges of one relation that lead from a node: those that hold, those that ended, and how to change them. */
export function RelationSection({ entry, section, working, onStep }: Props) {
  const links = entry.leadsTo.filter(({ relation }) => relation === section.relation);
  const current = links.filter(({ knownTo }) => knownTo === null);
  const ended = links.filter(({ knownTo }) => knownTo !== null);
  const title = `section-${section.relation.toLowerCase()}`;
  const end = (link: Link) => {
    const step = { relation: section.relation, source: entry.id, target: section.single ? null : link.id, ends: true, tie: link.tie };
    onStep(step, `${link.name} was ended.`, link.id);
  };
  return (
    <section class="panel record-part" aria-labelledby={title}>
      <h2 id={title}>{section.title}</h2>
      <p class="dim">{section.help}</p>
      {current.length === 0 && <p>{section.empty}</p>}
      <ul class="registry-links">
        {current.map((link) => (
          <li key={`${link.id} ${link.tie}`}>
            <LinkWords link={link} />
            {managesRegistry() && (
              <button class="button small" disabled={working} aria-label={`End ${link.name}`} onClick={() => end(link)}>
                End
              </button>
            )}
          </li>
        ))}
      </ul>
      {managesRegistry() && (
        <AddForm
          section={section}
          working={working}
          replaces={section.single && current.length > 0}
          onAdd={(choice, tie) =>
            onStep(
              { relation: section.relation, source: entry.id, target: choice.id, ends: false, tie },
              `${section.title}: ${choice.name}.`,
              current[0]?.id ?? null,
            )
          }
        />
      )}
      {ended.length > 0 && (
        <details>
          <summary>Earlier</summary>
          <ul class="registry-links">
            {ended.map((link) => (
              <li key={`${link.id} ${link.knownFrom}`}>
                <LinkWords link={link} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** A node at the other end of an edge, and since when until when. */
export function LinkWords({ link }: { link: Link }) {
  return (
    <span>
      <a href={entryAddress(link.id)}>{link.name}</a>
      {link.tie !== null && ` (${inWords(link.tie).toLowerCase()})`}{" "}
      <span class="dim">
        {link.knownFrom === null ? "always" : `since ${moment(link.knownFrom)}`}
        {link.knownTo !== null && `, until ${moment(link.knownTo)}`}
      </span>
    </span>
  );
}

interface AddProps {
  readonly section: Section;
  readonly working: boolean;
  readonly replaces: boolean;
  readonly onAdd: (choice: Choice, tie: Tie | null) => void;
}

function AddForm({ section, working, replaces, onAdd }: AddProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [tie, setTie] = useState<Tie>("OTHER");
  const isTie = section.relation === "TIE";
  const submit = (event: Event) => {
    event.preventDefault();
    if (choice !== null) onAdd(choice, isTie ? tie : null);
    setChoice(null);
  };
  return (
    <form class="filters" onSubmit={submit}>
      <Picker label={section.choose} targets={section.targets} chosen={choice?.id ?? ""} onChoose={setChoice} />
      {isTie && (
        <label>
          By
          <select value={tie} onChange={(event) => setTie(TIES.find((one) => one === event.currentTarget.value) ?? "OTHER")}>
            {TIES.map((one) => (
              <option key={one} value={one}>
                {inWords(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <button class="button" disabled={choice === null || working}>
        {replaces ? "Replace" : section.single ? "Set" : "Add"}
      </button>
    </form>
  );
}
