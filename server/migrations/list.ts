import type { Migration } from 'kysely';
import { up as agenda } from './0001-agenda.ts';
import { up as operatorKeys } from './0002-operator-keys.ts';
import { up as people } from './0003-people.ts';
import { up as show } from './0004-show.ts';
import { up as polls } from './0005-polls.ts';
import { up as pollBoards } from './0006-poll-boards.ts';
import { up as breakouts } from './0007-breakouts.ts';
import { up as absences } from './0008-absences.ts';
import { up as breakoutIndexes } from './0009-breakout-indexes.ts';

/**
 * Every change the database has been through, in order. Forward only: a migration that has been in use
 * is never edited, and there is no way down; a mistake is put right by the next number.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-agenda': { up: agenda },
  '0002-operator-keys': { up: operatorKeys },
  '0003-people': { up: people },
  '0004-show': { up: show },
  '0005-polls': { up: polls },
  '0006-poll-boards': { up: pollBoards },
  '0007-breakouts': { up: breakouts },
  '0008-absences': { up: absences },
  '0009-breakout-indexes': { up: breakoutIndexes },
};
