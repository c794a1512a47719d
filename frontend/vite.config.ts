import { writeFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    react(),
    {
      // The Go program embeds dist, also before the first build.
      name: 'keep-dist',
      closeBundle: () => writeFileSync('dist/.gitkeep', ''),
    },
    {
      // Tables measure scroll bars through a style element without a nonce, which
      // the security policy refuses; the measure is right without it.
      name: 'measure-without-style',
      transform(code, id) {
        if (!id.endsWith('/util/es/getScrollBarSize.js')) return;
        if (!code.includes('if (ele) {')) throw new Error('getScrollBarSize.js has changed');
        return code.replace('if (ele) {', 'if (false) {');
      },
    },
  ],
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the security policy allows files, not inlined code
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test.ts'],
  },
});
