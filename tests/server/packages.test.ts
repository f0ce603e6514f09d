import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// What `npm ci` needs of the two package files, so that a fresh clone installs on every machine.

interface Package {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { '': root, ...packages } = lock.packages;
const { allowScripts }: { allowScripts: Record<string, boolean> } = JSON.parse(readFileSync('package.json', 'utf8'));

/** `a/b` of `node_modules/x/node_modules/a/b`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

it('lists no package that wants a newer Node.js than ours', () => {
  const tooNew = Object.entries(packages).filter(([, { engines }]) =>
    /^\s*>=?\s*2[1-9](\.\d+)*\s*$/.test(engines?.node ?? ''),
  );
  expect(tooNew.map(([path]) => path)).toEqual([]);
});

it('lists every build of a package that comes in one build for each platform', () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !Object.keys(packages).some((path) => nameOf(path) === name));
  expect(missing).toEqual([]);
});

it('allows the install scripts that there are, and no others', () => {
  const withScript = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = new Set(withScript.map(([path]) => nameOf(path)));
  expect([...names].sort()).toEqual(Object.keys(allowScripts).sort());
  expect(Object.values(allowScripts)).toEqual([...names].map(() => true));
});

it('names no address that packages come from', () => {
  expect(
    Object.entries(packages)
      .filter(([, { resolved }]) => resolved)
      .map(([path]) => path),
  ).toEqual([]);
  expect(root?.engines?.node).toBe('>=20.19');
});
