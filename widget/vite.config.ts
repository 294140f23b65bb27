import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Files that are shipped as they are: the name they get, and where in `node_modules` they come from. */
const SHIPPED = {
  "fonts/vazirmatn-arabic.woff2":
    "@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2",
  "fonts/vazirmatn.css": "../src/styles/font.css",
  "fonts/LICENSE.txt": "@fontsource-variable/vazirmatn/LICENSE",
  "LICENSE-lit.txt": "lit/LICENSE",
};

function ship(): Plugin {
  return {
    name: "ship",
    apply: "build",
    generateBundle() {
      for (const [fileName, from] of Object.entries(SHIPPED)) {
        const source = readFileSync(new URL(`node_modules/${from}`, import.meta.url));
        this.emitFile({ type: "asset", fileName, source });
      }
    },
  };
}

/**
 * Indentation inside templates is for us, not for the browser: a line break between tags and values goes, one between
 * attributes becomes a space. No template here relies on white space between two lines.
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
  return code.replace(/([>}])\n {2,}(?=[<>$])/g, "$1").replace(/\n {2,}/g, " ");
}

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [ship(), dedent()],
  build: {
    outDir: "../assistant/web",
    emptyOutDir: false,
    target: "es2022",
    minify: "terser",
    terserOptions: { module: true, ecma: 2020, compress: { passes: 3 }, format: { comments: false } },
    // A library build keeps its white space for a bundler that follows; none follows here. The second pass also
    // shortens private names, which terser does poorly.
    rolldownOptions: { output: { minify: true, comments: false } },
    lib: { entry: "src/main.ts", formats: ["es"], fileName: () => "dastyar.js", cssFileName: "dastyar" },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
