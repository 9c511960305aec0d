// Prints where the browser of the tests is and what it needs around it; unpacks it into node_modules the first time.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../node_modules/.chromium", import.meta.url));
mkdirSync(FOLDER, { recursive: true });
process.env.TMPDIR = FOLDER;
// Makes the package unpack the system libraries that a bare machine lacks.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const path = await chromium.executablePath();

const FONTS = `${FOLDER}/fonts.conf`;
if (!existsSync(FONTS)) {
  writeFileSync(
    FONTS,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
  <dir>${FOLDER}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${FOLDER}/fonts-cache</cachedir>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>`,
  );
}
console.log(JSON.stringify({ path, libraries: `${FOLDER}/al2023/lib`, fonts: FONTS }));
