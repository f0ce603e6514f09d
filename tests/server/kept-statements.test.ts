import SQLite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { KeptStatements } from '../../server/kept-statements.ts';

const file = new SQLite(':memory:');
file.exec('create table thing (name text)');
const kept = new KeptStatements(file);
afterAll(() => kept.close());

it('compiles a text once', () => {
  expect(kept.prepare('select name from thing')).toBe(kept.prepare('select name from thing'));
});

it('answers as the tables are now, also when they were changed since', () => {
  const all = () => kept.prepare('select * from thing').all([]);
  kept.prepare('insert into thing values (?)').run(['a']);
  expect(all()).toEqual([{ name: 'a' }]);
  file.exec('alter table thing add column colour text default null');
  expect(all()).toEqual([{ name: 'a', colour: null }]);
});

it('forgets the text that was used longest ago when there are too many', () => {
  const often = kept.prepare('select 1 as often');
  const once = kept.prepare('select 1 as once');
  for (let number = 0; number < 498; number += 1) kept.prepare(`select ${number}`);
  expect(kept.prepare('select 1 as often')).toBe(often);
  kept.prepare('select 500');
  expect(kept.prepare('select 1 as often')).toBe(often);
  expect(kept.prepare('select 1 as once')).not.toBe(once);
});
