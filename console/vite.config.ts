import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  // The puzzle's solver is the widget's; it takes the package from here, whether or not the widget's are installed.
  resolve: { alias: { "@noble/hashes": fileURLToPath(new URL("node_modules/@noble/hashes", import.meta.url)) } },
  build: {
    outDir: "../assistant/web/console",
    emptyOutDir: true,
    target: "es2022",
    minify: "terser",
    terserOptions: { module: true, ecma: 2020, compress: { passes: 3 }, format: { comments: false } },
    rolldownOptions: { output: { minify: true, comments: false } },
    lib: { entry: "src/main.ts", formats: ["es"], fileName: () => "console.js", cssFileName: "console" },
  },
});
