import { type BreakoutSession, sessionName } from '../../breakouts/rounds/sessions.ts';

/** In which breakouts a rule holds. @param own the session that it names; empty for every one. */
export function sessionChoices(sessions: readonly BreakoutSession[], own: string) {
  const ids = sessions.map(({ id }) => id);
  const all = own === '' || ids.includes(own) ? ids : [...ids, own];
  return [
    { value: '', label: 'Every breakout' },
    ...all.map((id) => ({ value: id, label: sessionName(sessions, id) })),
  ];
}
