// Builds static/dist from static/src: one style sheet, two scripts (every page, and pages with an editor), fonts and icons.
// Run by `make assets`; dist is committed, so nobody else needs Node.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { transform } from "lightningcss";

const here = dirname(fileURLToPath(import.meta.url));
const src = join(here, "src");
const dist = join(here, "dist");
const chrome109 = { chrome: 109 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };

function files(folder) {
  return readdirSync(folder)
    .flatMap((name) => (statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)]))
    .sort();
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const sheets = ["tokens", "base", "components", "layout", "site"].map((name) => readFileSync(join(src, `${name}.css`)));
const css = transform({ filename: "app.css", code: Buffer.concat(sheets), minify: true, targets: chrome109 });
writeFileSync(join(dist, "app.css"), css.code);
await build({
  entryPoints: ["app", "composer"].map((name) => join(src, "js", `${name}.js`)),
  bundle: true, minify: true, format: "iife", target: ["chrome109", "firefox115", "safari16.4"],
  outdir: dist, legalComments: "none", absWorkingDir: here,
});
for (const name of ["icons.svg", "favicon.svg"]) cpSync(join(src, name), join(dist, name));
for (const name of ["fonts", "img"]) cpSync(join(src, name), join(dist, name), { recursive: true });
const notices = ["htmx.org", "@github/markdown-toolbar-element",
  "@github/text-expander-element", "@github/combobox-nav", "dom-input-range"]
  .map((name) => {
    const folder = join(here, "node_modules", name);
    const licence = readdirSync(folder).find((file) => /^licen[sc]e/i.test(file));
    const version = JSON.parse(readFileSync(join(folder, "package.json"))).version;
    return `${name} ${version}\n\n${licence ? readFileSync(join(folder, licence), "utf8") : "MIT"}`;
  });
writeFileSync(join(dist, "LICENSES.txt"), notices.join("\n\n----\n\n"));
// What dist was made from: a test compares it with src.
const hash = createHash("sha256");
for (const file of files(src)) hash.update(relative(src, file)).update("\0").update(readFileSync(file)).update("\0");
writeFileSync(join(dist, "manifest.json"), JSON.stringify({ sources: hash.digest("hex") }) + "\n");
