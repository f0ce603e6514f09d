/** Where a topic's state is asked for over HTTP while the socket fails: below `/api/events/EVENT`. */
export function pathOfTopic(topic: string): string | null {
  return PATHS.get(topic) ?? pathOfOneOfMany(topic);
}

const PATHS: ReadonlyMap<string, string> = new Map([
  ['now', '/now'],
  ['my-help', '/me/help'],
  ['help', '/help'],
  ['polls', '/polls/on'],
  ['polls:staff', '/polls'],
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
