import { defineConfig } from "vite";

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
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
