/**
 * What the cells of a file of people mean. The limits are those of `schema.ts`; here stand only the ways
 * of writing. An optional cell that is empty says nothing, which is null: what is stored stays.
 */
import { z } from 'zod';
import { cellText, optionalCellText } from '../../kernel/spreadsheet/cells.ts';
import { readList } from '../../kernel/spreadsheet/listed-text.ts';
import { line } from '../../kernel/text.ts';
import { readEmail } from '../email-address.ts';
import { country, organisationName, personName, type RoleFields, rankedTopics, tags } from '../schema.ts';
import { readRoles } from './role-words.ts';

const MOST_WISHES = 50;

const email = z.string().transform((cell, context) => {
  const read = readEmail(cell);
  if (read.ok) return read.address;
  context.addIssue(`expected ${read.expected}`);
  return z.NEVER;
});

const roles = optionalCellText.transform((cell, context): readonly RoleFields[] | null => {
  if (cell === null) return null;
  const read = readRoles(cell);
  if (read.ok) return read.roles;
  context.addIssue(`expected ${read.expected}`);
  return z.NEVER;
});

const list = optionalCellText.transform((cell) => (cell === null ? null : [...new Set(readList(cell))]));

/** Keys of mail addresses. Neither a space, a comma nor a semicolon can stand in an address. */
const addresses = optionalCellText.transform((cell, context): readonly string[] | null => {
  if (cell === null) return null;
  const keys = new Set<string>();
  for (const written of cell.split(/[\s,;]+/).filter((each) => each !== '')) {
    const read = readEmail(written);
    if (read.ok) keys.add(read.address.key);
    else context.addIssue(`expected mail addresses, separated by semicolons, and each of them ${read.expected}`);
  }
  if (keys.size > MOST_WISHES) context.addIssue(`expected at most ${MOST_WISHES} addresses`);
  return [...keys];
});

export const personCells = z.object({
  name: cellText.pipe(personName),
  email,
  organisation: optionalCellText.pipe(organisationName.nullable()),
  country: optionalCellText.pipe(country.nullable()),
  role: roles,
  tags: list.pipe(tags.nullable()),
  /** In their order, the dearest first. */
  prefers: list.pipe(rankedTopics.nullable()),
  together: optionalCellText.pipe(line(100).nullable()),
  apart: addresses,
});
export type PersonCells = z.infer<typeof personCells>;
