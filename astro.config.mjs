import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { engineInDev } from './src/tools/engine-in-dev.mjs';
import { lazyCss } from './src/tools/lazy-css.mjs';
import { xtermStyles } from './src/tools/xterm-styles.mjs';

// Static files for any host. BASE_PATH ("/course/") is the folder of the host under which they will lie.
const base = process.env.BASE_PATH || '/';

export default defineConfig({
  output: 'static',
  base,
  trailingSlash: 'ignore',
  srcDir: './src',
  publicDir: './src/public',
  outDir: process.env.OUT_DIR || './dist',
  cacheDir: './.cache/astro',
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never', assets: '_astro' },
  devToolbar: { enabled: false },
  prefetch: false,
  integrations: [mdx(), react()],
  server: { host: '127.0.0.1' },
  vite: {
    cacheDir: './.cache/vite',
    plugins: [lazyCss(['@xterm/xterm']), xtermStyles(), engineInDev()],
    worker: { format: 'es' },
    // An inlined asset would need `data:` in more directives of the Content-Security-Policy than img-src and font-src.
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  },
});
