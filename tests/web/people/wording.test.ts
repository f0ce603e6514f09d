import { describe, expect, test } from 'vitest';
import { SCOPES, STAFF_ROLES } from '../../../kernel/actor.ts';
import { AUDIT_ACTIONS } from '../../../people/audit/audit.ts';
import { deedText, detailText } from '../../../web/people/audit-words.ts';
import {
  listText,
  numberText,
  peopleText,
  presentCount,
  quotaText,
  ROLE_MEANINGS,
  roleText,
  SCOPE_MEANINGS,
  stateText,
} from '../../../web/people/wording.ts';

const NONE = { invited: 0, registered: 0, waiting: 0, declined: 0, removed: 0 };
const standing = { state: 'registered', waitingFor: null, invitedAt: null, erased: false } as const;

test('how somebody stands is said in words', () => {
  expect([
    stateText(standing),
    stateText({ ...standing, state: 'invited' }),
    stateText({ ...standing, state: 'invited', invitedAt: '2021-01-01T00:00:00Z' }),
    stateText({ ...standing, state: 'waiting', waitingFor: 'approval' }),
    stateText({ ...standing, state: 'waiting', waitingFor: 'place' }),
    stateText({ ...standing, state: 'removed', erased: true }),
  ]).toEqual(['Registered', 'Not invited yet', 'Invited', 'Waits for approval', 'Waits for a place', 'Erased']);
});

test('a role names its day or room, and says when its day is gone', () => {
  expect([
    roleText({ role: 'organiser', day: null, room: null }),
    roleText({ role: 'deputy', day: 2, room: null }),
    roleText({ role: 'rapporteur', day: null, room: 'Laboratories' }),
    roleText({ role: 'chair', day: null, room: null }),
  ]).toEqual(['Organiser', 'Deputy chair of day 2', 'Rapporteur of Laboratories', 'Chair of a day that is gone']);
});

test('each role and scope is explained', () => {
  expect(STAFF_ROLES.every((role) => ROLE_MEANINGS[role].endsWith('.'))).toBe(true);
  expect(SCOPES.every((scope) => SCOPE_MEANINGS[scope].endsWith('.'))).toBe(true);
});

test('counts are written with their quota, and long ones in groups', () => {
  expect(quotaText({ counts: { ...NONE, registered: 7 }, quota: 8 })).toBe('7 of 8');
  expect(quotaText({ counts: { ...NONE, registered: 7 }, quota: null })).toBe('7');
  expect([numberText(999), numberText(10_000), numberText(1_234_567)]).toEqual(['999', '10,000', '1,234,567']);
  expect([peopleText(1), peopleText(1204)]).toEqual(['1 person', '1,204 people']);
});

test('whoever was removed is not counted as present', () => {
  expect(presentCount({ invited: 1, registered: 2, waiting: 3, declined: 4, removed: 50 })).toBe(10);
});

test('words in a row are joined as one says them', () => {
  expect([listText([]), listText(['a']), listText(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});

describe('the log', () => {
  const by = 'Organiser, Estonia';

  test('says who was meant', () => {
    expect(deedText({ action: 'participant-approved', actor: by, subject: 'Rapporteur, Latvia' })).toBe(
      'approved Rapporteur, Latvia',
    );
    expect(deedText({ action: 'data-downloaded', actor: by, subject: by })).toBe(
      'downloaded what is held about themselves',
    );
  });

  test('says several people where an act in bulk names none, and nothing where there is nothing to name', () => {
    expect(deedText({ action: 'invited', actor: by, subject: null })).toBe('invited several people');
    expect(deedText({ action: 'agenda-published', actor: by, subject: null })).toBe('published the agenda');
  });

  test('leaves no gap in any sentence', () => {
    const sentences = AUDIT_ACTIONS.flatMap((action) =>
      ['X', null].map((subject) => deedText({ action, actor: by, subject })),
    );
    expect(sentences.filter((sentence) => /…| {2}|^ | $|-/.test(sentence))).toEqual([]);
  });

  test('names a key and a version as parts of the sentence, whatever signs are in a name', () => {
    const made = { action: 'api-key-made', actor: by, subject: 'API key $& display' } as const;
    expect(deedText(made)).toBe('made API key $& display');
    expect(deedText({ action: 'agenda-published', actor: by, subject: 'Version 3' })).toBe(
      'published version 3 of the agenda',
    );
  });

  test('a deed that it does not know yet is told by its name', () => {
    expect(deedText({ action: 'room-opened', actor: by, subject: 'Room 1' })).toBe('room opened Room 1');
  });

  test('what else was written down is told in words, without what is empty', () => {
    expect(
      detailText({ count: 12, changed: 0, revision: 7, dryRun: false, fields: ['name', 'tags'], note: null, none: [] }),
    ).toBe('12 count · not dry run · fields name, tags');
    expect(detailText({ new: 1200, newOrganisations: 13 })).toBe('1,200 new · 13 new organisations');
    expect(detailText({ scopes: ['agenda:read', 'people'] })).toBe('Read the agenda, People');
  });
});
