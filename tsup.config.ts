import { defineConfig } from 'tsup';

// One build, so that the entries share chunks: a page that loads two subpaths loads their common code once.
// Every entry but the CLI is a subpath: add it here, under `dts.entry` and to package.json's `exports`.
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    rules: 'src/rules/index.ts',
    conversation: 'src/conversation/index.ts',
    evaluate: 'src/evaluate/index.ts',
    redact: 'src/redact/index.ts',
    cli: 'src/cli/main.ts',
  },
  dts: {
    entry: {
      index: 'src/index.ts',
      rules: 'src/rules/index.ts',
      conversation: 'src/conversation/index.ts',
      evaluate: 'src/evaluate/index.ts',
      redact: 'src/redact/index.ts',
    },
    // tsup 8.5 sets `baseUrl` for its declaration build, which TypeScript 6 refuses unless told otherwise.
    compilerOptions: { ignoreDeprecations: '6.0' },
  },
  format: 'esm',
  target: 'es2022',
  splitting: true,
  clean: true,
  removeNodeProtocol: false,
});
