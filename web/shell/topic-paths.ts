/** Where a topic's state is asked for over HTTP while the socket fails: below `/api/events/EVENT`. */
export function pathOfTopic(topic: string): string | null {
  return PATHS.get(topic) ?? pathOfOneOfMany(topic) ?? pathOfRound(topic);
}

const PATHS: ReadonlyMap<string, string> = new Map([
  ['now', '/now'],
  ['my-help', '/me/help'],
  ['help', '/help'],
  ['my-questions', '/me/questions'],
  ['polls', '/polls/on'],
  ['polls:staff', '/polls'],
  ['rounds', '/breakouts'],
  ['rounds:staff', '/breakouts/staff'],
]);

/** Of a day, a poll, a place: `poll:ID:staff`, `questions:session:ID`. */
function pathOfOneOfMany(topic: string): string | null {
  const [, kind, part, isStaff] = /^(console|poll|questions):(.+?)(:staff)?$/.exec(topic) ?? [];
  if (part === undefined) return null;
  const written = encodeURIComponent(part);
  if (kind === 'console') return /^\d+$/.test(part) && !isStaff ? `/days/${part}/show` : null;
  if (kind === 'poll') return isStaff ? `/polls/${written}` : `/polls/on/${written}`;
  return isStaff ? `/questions/queue?place=${written}` : `/questions?place=${written}`;
}

/** `round:ID:room:ROOM`, `round:ID:names` */
function pathOfRound(topic: string): string | null {
  const [, round, room] = /^round:([^:]+):(?:names|room:([^:]+))$/.exec(topic) ?? [];
  if (round === undefined) return null;
  const path = `/breakouts/rounds/${encodeURIComponent(round)}`;
  return room === undefined ? `${path}/names` : `${path}/rooms/${encodeURIComponent(room)}`;
}
