import { describe, expect, it } from 'vitest';
import type { Actor, Place, RoleGrant } from '../../kernel/actor.ts';
import type { EventId, ParticipantId, PersonId, SignInId } from '../../kernel/ids.ts';
import { chairsDay, looksAfterRoom } from '../../people/policy.ts';

const HERE = 'here' as EventId;
const place: Place = { eventId: HERE, isPublic: true, dayId: null, room: null };

function person(
  grant: Partial<RoleGrant> & Pick<RoleGrant, 'role'>,
  state: 'registered' | 'invited' = 'registered',
): Actor {
  const standing = { eventId: HERE, participantId: '1' as ParticipantId, state };
  const standings = [{ ...standing, roles: [{ dayId: null, room: null, ...grant }] }];
  return { kind: 'person', personId: '1' as PersonId, signInId: '1' as SignInId, standings };
}

describe('whoever looks after a room', () => {
  it.each(['facilitator', 'rapporteur'] as const)('does so in their own room alone: %s', (role) => {
    const somebody = person({ role, room: 'A' });
    expect(looksAfterRoom(somebody, { ...place, room: 'A' })).toBe(true);
    expect(looksAfterRoom(somebody, { ...place, room: 'B' })).toBe(false);
    expect(looksAfterRoom(somebody, place)).toBe(false);
    expect(looksAfterRoom(somebody, { ...place, eventId: 'there' as EventId, room: 'A' })).toBe(false);
    expect(looksAfterRoom(person({ role, room: 'A' }, 'invited'), { ...place, room: 'A' })).toBe(false);
  });

  it('is no organiser, chair or helpdesk by that name', () => {
    for (const role of ['organiser', 'chair', 'deputy', 'helpdesk'] as const) {
      expect(looksAfterRoom(person({ role, room: 'A' }), { ...place, room: 'A' })).toBe(false);
    }
  });
});

describe('whoever chairs a day', () => {
  it.each(['chair', 'deputy'] as const)('does so on their own day alone: %s', (role) => {
    const somebody = person({ role, dayId: 'monday' });
    expect(chairsDay(somebody, { ...place, dayId: 'monday' })).toBe(true);
    expect(chairsDay(somebody, { ...place, dayId: 'tuesday' })).toBe(false);
    expect(chairsDay(somebody, place)).toBe(false);
    expect(chairsDay(somebody, { ...place, eventId: 'there' as EventId, dayId: 'monday' })).toBe(false);
    expect(chairsDay(person({ role, dayId: 'monday' }, 'invited'), { ...place, dayId: 'monday' })).toBe(false);
  });
});
