/** Downloads the list as it is filtered now. */
export function CsvLink({ list, filter }: { list: string; filter: Readonly<Record<string, string | null | undefined>> }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  const text = query.toString();
  return (
    <a class="button small" href={`/api/v1/export/${list}.csv${text === "" ? "" : `?${text}`}`} download>
      Download CSV
    </a>
  );
}
