/** What will happen to a poll by itself, and what the chair has to do, in one sentence. */
import { clockOf, type Found, findPlace, type PlaceDay } from '../../polls/places.ts';
import type { PollValues } from './poll-form.ts';

type Hanging = Pick<PollValues, 'entry' | 'opens' | 'closes' | 'closesMinutes' | 'shows' | 'seconds' | 'kind'>;

/** `Opens with Break 2 (planned 14:20), closes 2 minutes into Keynote 3, shows its counts then.` */
export function hangSentence(values: Hanging, days: readonly PlaceDay[]): string {
  const found = findPlace(days, values.entry);
  if (!found) return `The chair opens it, closes it and shows its counts${limitWords(values)}.${answerWords(values)}`;
  const parts = [opensWords(values, found), closesWords(values, found) + limitWords(values), showsWords(values, found)];
  return `${parts.join(', ')}.${answerWords(values)}`;
}

function opensWords({ opens }: Hanging, { place }: Found): string {
  return opens === 'agenda'
    ? `Opens with ${place.title} (planned ${clockOf(place.start)})`
    : `The chair opens it in ${place.title} (planned ${clockOf(place.start)})`;
}

function closesWords({ closes, closesMinutes }: Hanging, { place, next }: Found): string {
  const minutes = Number(closesMinutes);
  const span = `${closesMinutes.trim()} ${minutes === 1 ? 'minute' : 'minutes'}`;
  if (closes === 'by-hand') return 'is closed by the chair';
  if (closes === 'before-end')
    return minutes === 0 ? `closes when ${place.title} ends` : `closes ${span} before it ends`;
  if (!next) return minutes === 0 ? `closes when ${place.title} ends` : `closes ${span} after ${place.title}`;
  return minutes === 0 ? `closes when ${next.title} begins` : `closes ${span} into ${next.title}`;
}

function limitWords({ seconds }: Hanging): string {
  return seconds.trim() === '' ? '' : ` or ${seconds.trim()} seconds after opening`;
}

function showsWords({ shows, closes, closesMinutes }: Hanging, { place, next }: Found): string {
  if (shows === 'chair') return 'and the chair shows its counts';
  if (closes === 'after-resumption') return 'shows its counts then';
  const resumption = next ? `when ${next.title} begins` : `when ${place.title} ends`;
  if (closes === 'before-end')
    return Number(closesMinutes) === 0 ? 'shows its counts then' : `shows its counts ${resumption}`;
  return `shows its counts ${resumption}, or once it is closed where that is later`;
}

function answerWords({ kind }: Hanging): string {
  return kind === 'trivia' ? ' The correct answer is shown by a press of its own.' : '';
}
