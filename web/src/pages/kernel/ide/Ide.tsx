import "@graphiql/react/dist/style.css";
import "graphiql/src/style.css";
import "./editor.css";

import { GraphiQL } from "graphiql";
import { buildSchema } from "graphql";
import { useEffect, useRef, useState } from "preact/hooks";

// The schema of this build: the editor completes and documents without asking for it.
import sdl from "../../../../../api/schema.graphql?raw";
import { useStore } from "../../../app/store.ts";
import { theme } from "../../../app/theme.ts";
import { postQuery } from "../../../graphql/client.ts";
import { ExampleIcon, ExamplePanel } from "./ExamplePanel.tsx";
import { requestedQuestion } from "./documented.ts";
import { EXAMPLES } from "./examples.ts";
import { nameEditors } from "./named.ts";

const SCHEMA = buildSchema(sdl);
const EXAMPLE_PLUGIN = { title: "Examples", icon: ExampleIcon, content: ExamplePanel };
/** On a telephone the examples would leave no room for the query. */
const IS_NARROW = matchMedia("(width < 640px)").matches;
const TABS = EXAMPLES.map(({ query, variables }) => ({ query, variables }));

/** GraphiQL, asking as who is logged in. */
export default function Ide() {
  const chosen = useStore(theme);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? nameEditors(root.current) : undefined), []);
  const [requested] = useState(() => requestedQuestion(new URLSearchParams(location.search)));
  return (
    <div class="ide" ref={root}>
      <GraphiQL
        fetcher={postQuery}
        schema={SCHEMA}
        plugins={[EXAMPLE_PLUGIN]}
        {...(IS_NARROW ? {} : { visiblePlugin: EXAMPLE_PLUGIN })}
        defaultTabs={TABS}
        {...(requested ?? {})}
        forcedTheme={chosen === "auto" ? "system" : chosen}
        isHeadersEditorEnabled={false}
      >
        <GraphiQL.Logo>
          <span class="for-readers">GraphiQL</span>
        </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}
