import { expect, test } from 'vitest';
import { pathOfTopic } from '../../../web/shell/topic-paths.ts';

test.each([
  ['now', '/now'],
  ['my-help', '/me/help'],
  ['help', '/help'],
  ['my-questions', '/me/questions'],
  ['console:2', '/days/2/show'],
  ['polls', '/polls/on'],
  ['polls:staff', '/polls'],
  ['poll:4f9c', '/polls/on/4f9c'],
  ['poll:4f9c:staff', '/polls/4f9c'],
  ['questions:session:4f9c', '/questions?place=session%3A4f9c'],
  ['questions:session:4f9c:staff', '/questions/queue?place=session%3A4f9c'],
  ['questions:room:Lab A & B', '/questions?place=room%3ALab%20A%20%26%20B'],
  ['rounds', '/breakouts'],
  ['rounds:staff', '/breakouts/staff'],
  ['round:4f9c:names', '/breakouts/rounds/4f9c/names'],
  ['round:4f9c:room:77', '/breakouts/rounds/4f9c/rooms/77'],
])('the state of %s is asked for at %s', (topic, path) => {
  expect(pathOfTopic(topic)).toBe(path);
});

test.each([
  '',
  'bell',
  'console:x',
  'console:2:staff',
  'poll:',
  'questions:',
  'constructor',
  'round:4f9c',
  'round:4f9c:room:',
])('of %j nothing is asked for', (topic) => {
  expect(pathOfTopic(topic)).toBeNull();
});
