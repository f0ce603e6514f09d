/** Where a topic's state is asked for over HTTP while the socket fails: below `/api/events/EVENT`. */
export function pathOfTopic(topic: string): string | null {
  if (topic === 'now') return '/now';
  if (topic === 'my-help') return '/me/help';
  if (topic === 'help') return '/help';
  const day = /^console:(\d+)$/.exec(topic)?.[1];
  return day === undefined ? null : `/days/${day}/show`;
}
