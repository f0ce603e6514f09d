/**
 * The one way to get a browser in tests: the Chromium inside the npm package @sparticuz/chromium,
 * with the shared libraries and the font that lie beside it, so that no machine has to have any.
 *
 * The package unpacks into the folder for temporary files, and its libraries only where it believes to
 * be in a cloud function. It is therefore run once in a process of its own that is told so, into a
 * folder of ours that is renamed into place when it is whole: several test files may start at once.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);
const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(packageRoot, 'node_modules', '.cache', 'plenum-chromium');

/** A font configuration that knows the bundled font only: pages have the same widths on every machine. */
const fontConfiguration = (fonts: string, cacheFolder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cacheFolder}</cachedir></fontconfig>
`;

/** Starts a browser. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  });
}

/** The folder that holds the unpacked browser; unpacks it where it is not there yet. */
async function unpackedChromium(): Promise<string> {
  const folder = join(cache, await packageVersion());
  if (!existsSync(folder)) await unpackInto(folder);
  return folder;
}

async function packageVersion(): Promise<string> {
  const manifest = await readFile(join(packageRoot, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'unpacking-'));
  await run(
    process.execPath,
    ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: packageRoot, env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  );
  await writeFile(join(staging, 'fonts.conf'), fontConfiguration(join(folder, 'fonts'), join(folder, 'font-cache')));
  try {
    await rename(staging, folder);
  } catch (failure) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw failure;
  }
}
