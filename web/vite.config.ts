import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { themeStyles } from './shell/theme-styles.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Makes `virtual:theme.css` of the theme that the components are given. */
function themeSheet(): Plugin {
  const id = '\0virtual:theme.css';
  return {
    name: 'plenum-theme-sheet',
    resolveId: (source) => (source === 'virtual:theme.css' ? id : null),
    load: (asked) => (asked === id ? themeStyles() : null),
  };
}

/** Puts a packed copy beside each script and sheet: they are packed once, not for every reader. */
function packedCopies(): Plugin {
  let folder = '';
  return {
    name: 'plenum-packed-copies',
    // Whoever develops reads from the same machine.
    apply: (_config, { mode }) => mode === 'production',
    configResolved({ build }) {
      folder = build.outDir;
    },
    closeBundle() {
      for (const name of readdirSync(folder).filter((file) => /\.(js|css)$/.test(file))) {
        const content = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
      }
    },
  };
}

/** Builds what browsers load into `dist/public`; `manifest.json` there says what each page needs. */
export default defineConfig({
  root: here('.'),
  base: '/assets/',
  publicDir: false,
  plugins: [react(), themeSheet(), packedCopies()],
  build: {
    outDir: here('../dist/public'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rollupOptions: {
      input: {
        shell: here('./shell/client.ts'),
        agenda: here('./agenda/client.tsx'),
        'sign-in': here('./sign-in/client.tsx'),
        registration: here('./registration/client.tsx'),
        me: here('./me/client.tsx'),
        participant: here('./participant/client.tsx'),
        questions: here('./questions/client.tsx'),
        summary: here('./summary/client.tsx'),
        people: here('./people/client.tsx'),
        organise: here('./organise/client.tsx'),
        attendance: here('./attendance/client.tsx'),
        polls: here('./polls/client.tsx'),
        breakouts: here('./breakouts/client.tsx'),
        chair: here('./chair/client.tsx'),
        stage: here('./stage/client.tsx'),
        helpdesk: here('./helpdesk/client.tsx'),
        'colour-scheme': here('./shell/colour-scheme.ts'),
      },
      // What every page loads is one file, though parts that come on demand do not use all of it.
      output: {
        codeSplitting: { groups: [{ name: 'Shell', test: /node_modules\/(?!@tanstack).*\.m?js$/, minShareCount: 11 }] },
      },
    },
  },
});
