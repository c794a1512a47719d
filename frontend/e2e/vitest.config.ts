import { defineConfig } from 'vitest/config';

// Drives the real program in a real browser, two files at a time: each has
// workspaces and ports of its own.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/build.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
