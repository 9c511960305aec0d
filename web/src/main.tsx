import { render } from "preact";

import { App } from "./app/App.tsx";
import { applyTheme } from "./app/theme.ts";
import { showHiddenCharacters } from "./app/visibleText.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";

applyTheme();
showHiddenCharacters();
const root = document.getElementById("app");
if (root) render(<App />, root);
