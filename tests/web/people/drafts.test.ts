import { describe, expect, test } from 'vitest';
import type { OrganisationView, ParticipantView, RegistrationSettings } from '../../../people/view.ts';
import { invitedText } from '../../../web/people/invited-text.ts';
import {
  numberOrText,
  organisationBody,
  organisationChanges,
  organisationDraft,
} from '../../../web/people/organisation-draft.ts';
import { changesIn, draftOf, EMPTY_PERSON, newPerson, tagsIn } from '../../../web/people/person-draft.ts';
import { readSettings, settingsDraft } from '../../../web/people/settings-draft.ts';

const ZURICH = 'Europe/Zurich';
const consent = { key: 'photos', version: 2, title: 'Photographs', text: 'You may be seen.', required: false };
const settings: RegistrationSettings = {
  revision: 4,
  opensAt: '2026-12-29T07:00:00Z',
  closesAt: null,
  places: 120,
  waitingList: true,
  consents: [consent],
};

describe('the settings of registration', () => {
  test('are sent as they came where nothing was typed, times in the event’s zone', () => {
    const { body } = readSettings(settingsDraft(settings, ZURICH), ZURICH);
    const { version: _, ...words } = consent;
    expect(body).toEqual({
      opensAt: '2026-12-29T08:00:00+01:00',
      closesAt: null,
      places: 120,
      waitingList: true,
      consents: [words],
    });
  });

  test('are not sent while one of the times is doubtful or half typed', () => {
    const draft = settingsDraft(settings, ZURICH);
    const twice = readSettings({ ...draft, opens: { date: '2026-10-25', clock: '02:30' } }, ZURICH);
    expect([twice.body, twice.opens.kind]).toEqual([null, 'doubtful']);
    const half = readSettings({ ...draft, closes: { date: '2026-10-25', clock: '' } }, ZURICH);
    expect([half.body, half.closes.kind]).toEqual([null, 'wrong']);
  });

  test('keep which of two equal clock times was meant', () => {
    const second = { ...settings, opensAt: '2026-10-25T01:30:00Z' };
    const draft = settingsDraft(second, ZURICH);
    expect(draft.opens).toEqual({ date: '2026-10-25', clock: '02:30+01:00' });
    expect(readSettings(draft, ZURICH).body?.opensAt).toBe('2026-10-25T02:30:00+01:00');
  });

  test('give each new text a key of its own, made of its title', () => {
    const fresh = { key: null, version: null, text: 'Words', required: true };
    const titles = ['Photos', 'Fotos & Vidéo', '写真', '写真'];
    const consents = [{ ...consent }, ...titles.map((title) => ({ ...fresh, title }))];
    const { body } = readSettings({ ...settingsDraft(settings, ZURICH), consents }, ZURICH);
    const keys = ['photos', 'photos-2', 'fotos-video', 'consent', 'consent-2'];
    expect(body?.consents).toMatchObject(keys.map((key) => ({ key })));
  });
});

const person = {
  name: 'Rapporteur, Estonia',
  email: 'rapporteur@example.org',
  organisation: { id: 'o1', name: 'Estonia', country: 'EE' },
  tags: ['Data', 'Parcels'],
  timeZone: null,
} as unknown as ParticipantView;

describe('a person', () => {
  test('whose fields were not touched changes in nothing', () => {
    expect(changesIn(draftOf(person), person)).toEqual({});
  });

  test('is sent only with what differs, an emptied field as none', () => {
    const draft = {
      ...draftOf(person),
      organisationId: '',
      tags: ' Data ,, Laboratories ',
      timeZone: ' Europe/Tallinn ',
    };
    expect(changesIn(draft, person)).toEqual({
      organisationId: null,
      tags: ['Data', 'Laboratories'],
      timeZone: 'Europe/Tallinn',
    });
  });

  test('who is new has every field, and an address', () => {
    expect(newPerson({ ...EMPTY_PERSON, name: 'Guest', email: 'guest@example.org' }, true)).toEqual({
      name: 'Guest',
      email: 'guest@example.org',
      organisationId: null,
      tags: [],
      timeZone: null,
      invite: true,
    });
    expect(tagsIn('')).toEqual([]);
  });
});

const organisation = {
  name: 'Estonia',
  country: 'EE',
  kind: 'partner',
  domains: ['estonia.example.org', 'example.org'],
  needsApproval: false,
  quota: 8,
} as unknown as OrganisationView;

describe('an organisation', () => {
  test('is sent only with what differs from what was seen', () => {
    const draft = organisationDraft(organisation);
    expect(organisationChanges(draft, organisation)).toEqual({});
    expect(organisationChanges({ ...draft, quota: '', domains: 'example.org;a.example.org' }, organisation)).toEqual({
      quota: null,
      domains: ['example.org', 'a.example.org'],
    });
  });

  test('that is new has no limit, no country and no domain until they are given', () => {
    const body = organisationBody({ ...organisationDraft(null), name: 'Latvia' });
    expect(body).toEqual({
      name: 'Latvia',
      country: null,
      kind: 'partner',
      domains: [],
      needsApproval: false,
      quota: null,
    });
  });

  test('has a count sent as it was typed where it is none, for the server to say what it expected', () => {
    expect([' 12 ', '', 'a dozen', '-1', '1.5'].map(numberOrText)).toEqual([12, null, 'a dozen', '-1', '1.5']);
  });
});

test('invitations in bulk are told in one sentence over all batches, with whom they left out', () => {
  const skipped = (reason: 'registered' | 'removed') => ({ id: 'p', reason }) as const;
  expect(
    invitedText([
      { invited: 10_000, skipped: [skipped('registered')] },
      { invited: 1, skipped: [skipped('registered'), skipped('removed')] },
    ] as never),
  ).toBe('10,001 people were invited. Left out: 2 registered already and 1 removed.');
  expect(invitedText([{ invited: 1, skipped: [] }])).toBe('1 person was invited.');
  expect(invitedText([{ invited: 0, skipped: [skipped('removed')] }] as never)).toBe(
    'Nobody was invited. Left out: 1 removed.',
  );
});
