/**
 * The theme as a style sheet, written when the pages are built. Mantine would write it into a style
 * element on every page: that needs a nonce, and a page with a nonce cannot be answered with 304.
 */
import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { COLOUR_FAMILIES, theme } from './theme.ts';

type Variables = Record<string, string>;

const ELSEWHERE = Object.keys(DEFAULT_THEME.colors).filter((name) => !COLOUR_FAMILIES.includes(name as 'gray'));

/** Leaves out the colour families that no page may use. */
function kept(variables: Variables): Variables {
  const foreign = new RegExp(`^--mantine-color-(${ELSEWHERE.join('|')})-`);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !foreign.test(name)));
}

/** Our own words for colours, on top of Mantine's. */
const light: Variables = {
  '--mantine-color-body': 'var(--mantine-color-gray-0)',
  '--mantine-color-text': 'var(--mantine-color-gray-9)',
  '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
  '--mantine-color-anchor': 'var(--mantine-color-accent-8)',
  '--plenum-raised': '#ffffff',
  '--plenum-line': 'var(--mantine-color-gray-3)',
  '--plenum-line-strong': 'var(--mantine-color-gray-5)',
  '--plenum-accent': 'var(--mantine-color-accent-8)',
  '--plenum-accent-soft': 'var(--mantine-color-accent-0)',
  '--plenum-on-accent': '#ffffff',
  '--plenum-late': 'var(--mantine-color-amber-7)',
  '--plenum-wrong': 'var(--mantine-color-red-7)',
  '--plenum-on-wrong': '#ffffff',
};

const darkness: Variables = {
  '--mantine-color-body': 'var(--mantine-color-dark-7)',
  '--mantine-color-text': 'var(--mantine-color-dark-0)',
  '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
  '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
  '--plenum-raised': '#22201d',
  '--plenum-line': 'var(--mantine-color-dark-5)',
  '--plenum-line-strong': 'var(--mantine-color-dark-3)',
  '--plenum-accent': 'var(--mantine-color-accent-3)',
  '--plenum-accent-soft': '#15292c',
  '--plenum-on-accent': 'var(--mantine-color-dark-9)',
  '--plenum-late': 'var(--mantine-color-amber-3)',
  '--plenum-wrong': 'var(--mantine-color-red-3)',
  '--plenum-on-wrong': 'var(--mantine-color-dark-9)',
};

const rule = (selector: string, variables: Variables): string =>
  `${selector}{${Object.entries(variables)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`;

/**
 * The whole sheet. Without a script nothing sets the scheme on the root element; such a page is light,
 * or dark where the system asks for it. Paper is always light.
 */
export function themeStyles(): string {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const shared = kept(variables.variables);
  const lit = { ...kept(variables.light), ...light, '--mantine-color-scheme': 'light' };
  const unlit = { ...kept(variables.dark), ...darkness, '--mantine-color-scheme': 'dark' };
  return [
    rule(':root', shared),
    rule(':root', lit),
    `@media screen{${rule(":root[data-mantine-color-scheme='dark']", unlit)}`,
    `@media (prefers-color-scheme:dark){${rule(':root:not([data-mantine-color-scheme])', unlit)}}}`,
  ].join('\n');
}
