import { lazy } from "preact-iso";

import { useTitle } from "../../../app/title.ts";
import { AnalystNav } from "../AnalystNav.tsx";
import "./ide.css";

const Ide = lazy(() => import("./Ide.tsx"));

/** The query editor, which `GET /graphiql` serves too; the editor itself is loaded only here. */
export default function IdePage() {
  useTitle("Query by GraphQL · Analyst");
  return (
    <div class="ide-page">
      <AnalystNav />
      <h1 class="for-readers">Query by GraphQL</h1>
      <Ide />
    </div>
  );
}
