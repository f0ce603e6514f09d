import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from './step.mjs';

/** Every file below a path of the checkout, sorted; none when there is no such path. @param {string} path @returns {string[]} */
export function filesBelow(path) {
  const full = join(ROOT, path);
  const kind = statSync(full, { throwIfNoEntry: false });
  if (!kind) return [];
  if (kind.isFile()) return [path];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

/**
 * One word for the content of some files and folders and for the machine that uses them: native
 * modules are bound to a platform and a version of Node.js.
 * @param {readonly string[]} paths relative to the checkout
 */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of paths.flatMap(filesBelow)) {
    const content = readFileSync(join(ROOT, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** What a stamp file says, or nothing when there is none. @param {string} path */
export function readStamp(path) {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}
