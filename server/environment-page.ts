import { DEMANDED_IN_PRODUCTION, environmentShape } from './config.ts';

const TITLE = `# Environment

Every setting is read once, at start. A bad value is refused with the reason, all faults at once, and exit status 2.
A variable that is set to nothing counts as not set. This page is made from \`server/config.ts\`.

| variable | when not set | in production | what it says |
|---|---|---|---|`;

/** The text of \`docs/environment.md\`: a line for each variable, made from the shape that reads it. */
export function environmentPage(): string {
  const rows = Object.entries(environmentShape).map(
    ([name, shape]) => `| \`${name}\` | ${defaultOf(shape)} | ${demandOf(name)} | ${shape.description ?? ''} |`,
  );
  return `${[TITLE, ...rows].join('\n')}\n`;
}

/** What an empty environment gives, as it would be written in one. */
function defaultOf(shape: (typeof environmentShape)[keyof typeof environmentShape]): string {
  const written = shape.type === 'default' ? String(shape.def.defaultValue) : undefined;
  return written === undefined ? '' : `\`${written}\``;
}

function demandOf(name: string): string {
  const reason = Object.entries(DEMANDED_IN_PRODUCTION).find(([demanded]) => demanded === name)?.[1];
  return reason === undefined ? '' : `must be set: ${reason}`;
}
