import { useQuery } from "@urql/preact";
import { useState } from "preact/hooks";

import { decimal } from "../../format/number.ts";
import { moment } from "../../format/time.ts";
import { exploreAddress } from "../lineage/explore/addresses.ts";
import { RecallLink } from "../lineage/recalls/RecallLink.tsx";
import { qualityWords } from "../review/quality.ts";
import { VERSIONS } from "./operations.ts";

/** The versions of a dataset, the newest first, each with what the gates of its file and other systems found. */
export function VersionsSection({ id }: { id: string }) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, fetching }] = useQuery({ query: VERSIONS, variables: { id, after } });
  const page = data?.walk.__typename === "Dataset" ? data.walk.versions : undefined;
  const end = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <section class="panel record-part" aria-labelledby="section-versions">
      <h2 id="section-versions">Versions</h2>
      <p class="dim">What came in, the newest first, and what the gates of its file found.</p>
      {page === undefined && <p>{fetching ? "Fetching the versions" : "The versions could not be fetched."}</p>}
      {page?.nodes.length === 0 && <p>No version came in yet.</p>}
      <ul class="registry-links">
        {page?.nodes.map((version) => {
          const check = version.qualityChecks.nodes[0];
          const findings = [...(check?.findings ?? []), ...(version.checksFailed ?? []).map((name) => `check of another system: ${name}`)];
          return (
            <li key={version.id}>
              <a href={exploreAddress(version.id, "DatasetVersion")}>{version.version}</a>
              {version.rows !== null && ` · ${decimal(version.rows)} rows`}
              {version.slice !== null && ` · ${version.slice}`}
              {version.knownAt !== null && ` · ${moment(version.knownAt)}`}
              {check?.verdict != null && ` · ${qualityWords(check.verdict).words}`}
              <RecallLink id={version.id} kind="DatasetVersion" name={version.version} />
              {findings.map((finding) => (
                <p key={finding} class="dim">
                  {finding}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      <p class="row">
        {after !== null && (
          <button class="button small" onClick={() => setAfter(null)}>
            Newest
          </button>
        )}
        {end !== null && (
          <button class="button small" onClick={() => setAfter(end)}>
            Earlier versions
          </button>
        )}
      </p>
    </section>
  );
}
