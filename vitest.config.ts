import { defineConfig } from 'vitest/config';

// .ci/run names a file here and reads the counts from it.
const json = process.env['SAFETIER_TEST_JSON'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Processes, not threads: tests of the CLI may change the working directory. Two, for two cores.
    pool: 'forks',
    maxWorkers: 2,
    reporters: json === undefined ? ['default'] : ['default', ['json', { outputFile: json }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**'],
      reporter: ['text', 'html', 'json-summary'],
    },
  },
});
