import "./choice.css";

export interface Option<Name extends string> {
  readonly name: Name;
  readonly words: string;
}

interface Props<Name extends string> {
  readonly label: string;
  readonly options: readonly Option<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

/** One of a few, all of them visible. */
export function Choice<Name extends string>({ label, options, chosen, onChoose }: Props<Name>) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.name} aria-pressed={option.name === chosen} onClick={() => onChoose(option.name)}>
          {option.words}
        </button>
      ))}
    </div>
  );
}
