import { lazy } from "preact-iso";

import { AnalystNav } from "../AnalystNav.tsx";
import "./ide.css";

const Ide = lazy(() => import("./Ide.tsx"));

/** The query editor, which `GET /graphiql` serves too; the editor itself is loaded only here. */
export default function IdePage() {
  return (
    <div class="ide-page">
      <AnalystNav />
      <h1 class="for-readers">Ask by GraphQL</h1>
      <Ide />
    </div>
  );
}
