import { readdirSync, readFileSync } from "node:fs";
import subsetFont from "subset-font";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { FONTS, fontSheet } from "./scripts/letters.js";
import { shortWords } from "./scripts/words.js";

/** Files that are shipped as they are: the name they get, and where in `node_modules` they come from. */
const SHIPPED = {
  "fonts/LICENSE.txt": "@fontsource-variable/vazirmatn/LICENSE",
  "LICENSE-lit.txt": "lit/LICENSE",
  "LICENSE-noble-hashes.txt": "@noble/hashes/LICENSE",
};
const FONT = "@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2";
/** From normal text to bold; nothing here is lighter or heavier. */
const WEIGHTS = { wght: { min: 400, max: 700 } };

const fromHere = (path: string) => readFileSync(new URL(path, import.meta.url));
const fromPackage = (path: string) => fromHere(`node_modules/${path}`);

/** Each language of the interface but Persian, which is built into the widget, becomes a separate file. */
function languages(): Record<string, string> {
  const files = readdirSync(new URL("src/strings", import.meta.url));
  const codes = files.map((file) => file.replace(".ts", "")).filter((code) => !["fa", "index"].includes(code));
  return Object.fromEntries(codes.map((code) => [`lang/${code}`, `src/strings/${code}.ts`]));
}

function ship(): Plugin {
  return {
    name: "ship",
    apply: "build",
    async generateBundle() {
      for (const [fileName, from] of Object.entries(SHIPPED)) {
        this.emitFile({ type: "asset", fileName, source: fromPackage(from) });
      }
      const source = `${fontSheet(`${WEIGHTS.wght.min} ${WEIGHTS.wght.max}`)}\n${fromHere("src/styles/page.css")}`;
      this.emitFile({ type: "asset", fileName: "page.css", source });
      for (const [name, letters] of Object.entries(FONTS)) {
        const source = await subsetFont(fromPackage(FONT), letters, { targetFormat: "woff2", variationAxes: WEIGHTS });
        this.emitFile({ type: "asset", fileName: `fonts/vazirmatn-${name}.woff2`, source });
      }
    },
  };
}

/**
 * Indentation inside templates is for us, not for the browser: a line break between tags and values goes, one between
 * attributes becomes a space. No template here relies on white space between two lines. A value of one plain word needs
 * no quotes.
 */
function dedent(): Plugin {
  return {
    name: "dedent",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = onOneLine(file.code);
      }
    },
  };
}

function onOneLine(code: string): string {
  const dense = code.replace(/([>}])\n {2,}(?=[<>$])/g, "$1").replace(/\n {2,}/g, " ");
  return dense.replace(/( [a-z-]+=)"([\w-]+)"(?=[ >])/g, "$1$2");
}

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [shortWords(), ship(), dedent()],
  build: {
    outDir: "../assistant/web",
    emptyOutDir: false,
    modulePreload: false,
    target: "es2022",
    minify: "terser",
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, inline: 1, pure_getters: true, unsafe_arrows: true },
      // Lit marks its private names with "_$".
      mangle: { properties: { regex: /^_\$/ } },
      format: { comments: false },
    },
    // A library build keeps its white space for a bundler that follows; none follows here. The second pass also
    // shortens private names, which terser does poorly.
    rolldownOptions: { output: { minify: true, comments: false, chunkFileNames: "[name].js" } },
    lib: {
      entry: { dastyar: "src/main.ts", ...languages() },
      formats: ["es"],
      fileName: (_format, name) => `${name}.js`,
      cssFileName: "dastyar",
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
