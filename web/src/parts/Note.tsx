interface Props {
  readonly note?: string | null;
  readonly noteErased?: boolean;
}

/** What a reviewer added in words, or that it was erased; nothing where there is none. */
export function Note({ note, noteErased }: Props) {
  if (noteErased) return <q class="dim note">the note was erased</q>;
  return note ? (
    <q class="note">
      <bdi>{note}</bdi>
    </q>
  ) : null;
}
