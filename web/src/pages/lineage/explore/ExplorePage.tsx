import { useRoute } from "preact-iso";

import { useAddress } from "../../../app/address.ts";
import { useTitle } from "../../../app/title.ts";
import { isolated } from "../../../format/visible.ts";
import { NoSuchPage } from "../../../parts/NoSuchPage.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { useRoot } from "./useRoot.ts";
import { Workbench } from "./Workbench.tsx";
import "./explore.css";

/** Search, or a node with what it is based on and what uses it. */
export default function ExplorePage() {
  const { params } = useRoute();
  const id = params.id;
  return id === undefined || id === "" ? <Start /> : <Explored key={id} id={id} />;
}

function Explored({ id }: { id: string }) {
  const { name, isMissing } = useRoot(id);
  useTitle(isMissing ? "There is no such node" : `${name ?? "A node"} · Explore`);
  if (!isMissing) return <Workbench id={id} />;
  return (
    <NoSuchPage title="There is no such node.">
      <p>
        <a href="/explore">Search for it</a>
      </p>
    </NoSuchPage>
  );
}

function Start() {
  const { query } = useAddress();
  const words = (query.q ?? "").trim();
  useTitle(words === "" ? "Explore" : `${isolated(words)} · Explore`);
  return (
    <div class="page explore-start">
      <h1>Explore</h1>
      <p class="dim">
        Every source, data version, feature, model, rule, case, person, decision and outcome is a node of one graph. Find
        one, then follow what it is based on and what uses it.
      </p>
      <SearchPanel />
    </div>
  );
}
