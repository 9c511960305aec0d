const SIGN = / \((raises|lowers) the risk\)$/;
const MARK = { raises: "▲", lowers: "▼" } as const;

/** A reason of the score with its sign as a mark; the words stay for who cannot see it. */
export function Reason({ text }: { text: string }) {
  const match = SIGN.exec(text)?.[1];
  const sign = match === "raises" || match === "lowers" ? match : null;
  if (sign === null) return <span class="reason-text">{text}</span>;
  return (
    <span class={`reason-text ${sign}`} title={sign === "raises" ? "Raises the risk" : "Lowers the risk"}>
      <span class="reason-mark" aria-hidden="true">
        {MARK[sign]}
      </span>
      {text.replace(SIGN, "")}
      <span class="for-readers"> ({sign} the risk)</span>
    </span>
  );
}
