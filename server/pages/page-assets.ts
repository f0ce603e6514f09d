/** What Vite built for browsers: which files there are, and which of them each page loads. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../kernel/errors.ts';
import type { PageAssets } from '../../web/shell/render.tsx';

/** The scripts that take pages over: folders of `web/`, each with a `client.tsx` that `web/vite.config.ts` names. */
export const PAGE_SCRIPTS = [
  'agenda',
  'sign-in',
  'registration',
  'me',
  'people',
  'organise',
  'attendance',
  'polls',
  'breakouts',
  'participant',
  'questions',
  'summary',
  'chair',
  'stage',
  'helpdesk',
] as const;
export type PageScript = (typeof PAGE_SCRIPTS)[number];

/** One line of Vite's manifest, as far as it is read here. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

export interface BuiltPages {
  /** What the pages load that a script takes over. */
  readonly scripted: Readonly<Record<PageScript, PageAssets>>;
  /** What pages without a script load. */
  readonly notice: PageAssets;
  /** Names of all files that may be served. Each holds a digest of its content. */
  readonly files: ReadonlySet<string>;
}

/** Where the build puts them: beside the built server, or in `dist` when the sources run. */
export function builtAssetsFolder(): string {
  const built = import.meta.url.endsWith('.js');
  return fileURLToPath(new URL(built ? '../../public' : '../../dist/public', import.meta.url));
}

/** @throws AppError `unavailable` when the pages were not built. */
export function readBuiltPages(folder: string): BuiltPages {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) {
    throw new AppError('unavailable', 'The pages of this server have not been built yet. The API and feeds work.');
  }
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const shell = {
    styles: stylesOf(manifest, ['shell/client.ts']),
    blockingScript: address(chunkOf(manifest, 'shell/colour-scheme.ts').file),
    script: null,
    preloads: [],
  };
  return {
    scripted: Object.fromEntries(
      PAGE_SCRIPTS.map((name) => [name, { ...shell, ...scriptedPage(manifest, `${name}/client.tsx`) }]),
    ) as Record<PageScript, PageAssets>,
    notice: shell,
    files: new Set(Object.values(manifest).flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])])),
  };
}

/** A page that `entry` takes over. Its own sheets come after the shell's, which they may overrule. */
function scriptedPage(manifest: Manifest, entry: string): Pick<PageAssets, 'styles' | 'script' | 'preloads'> {
  const imported = importsOf(manifest, entry);
  return {
    styles: stylesOf(manifest, ['shell/client.ts', ...imported, entry]),
    script: address(chunkOf(manifest, entry).file),
    preloads: imported.map((name) => address(chunkOf(manifest, name).file)),
  };
}

function stylesOf(manifest: Manifest, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => chunkOf(manifest, name).css ?? []))].map(address);
}

/** Everything an entry imports, directly or not, what is needed first in front. */
function importsOf(manifest: Manifest, entry: string, seen = new Set<string>()): string[] {
  for (const name of chunkOf(manifest, entry).imports ?? []) {
    if (seen.has(name)) continue;
    importsOf(manifest, name, seen);
    seen.add(name);
  }
  return [...seen];
}

function chunkOf(manifest: Manifest, name: string): Chunk {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The manifest of the built pages has no ${name}.`);
  return chunk;
}

const address = (file: string): string => `/assets/${file}`;
