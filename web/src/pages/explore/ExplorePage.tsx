import { useRoute } from "preact-iso";

import { SearchPanel } from "./SearchPanel.tsx";
import { Workbench } from "./Workbench.tsx";
import "./explore.css";

/** Search, or a node with what it rests on and what rests on it. */
export default function ExplorePage() {
  const { params } = useRoute();
  const id = params.id;
  if (id !== undefined && id !== "") return <Workbench key={id} id={decodeURIComponent(id)} />;
  return (
    <div class="page explore-start">
      <h1>Explore</h1>
      <p class="dim">
        Every source, data version, feature, model, rule, case, person, decision and outcome is a node. Find one, then follow
        what it rests on and what rests on it.
      </p>
      <SearchPanel />
    </div>
  );
}
