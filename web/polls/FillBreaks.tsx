import { Button } from '@mantine/core';
import { useState } from 'react';
import { breaksWithout, clockOf, type Found, type PlaceDay, topicsOf } from '../../polls/places.ts';
import type { PollLineView } from '../../polls/view.ts';
import { countOf } from '../agenda/wording.ts';
import { CheckField, Select } from '../shell/fields.tsx';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import type { Go } from './PollsLink.tsx';
import { type PollValues, pollSent } from './poll-form.ts';
import { POLL_KIND_NAMES } from './poll-words.ts';
import { FILLINGS, filled } from './presets.ts';
import { usePollEdits } from './queries.ts';

export interface FillBreaksProps {
  readonly slug: string;
  readonly days: readonly PlaceDay[];
  readonly polls: readonly PollLineView[];
  readonly onGo: Go;
  readonly onSaid: (text: string) => void;
}

/** A poll out of a preset for each break that has none: first what it would be, then done. */
export function FillBreaks({ slug, days, polls, onGo, onSaid }: FillBreaksProps) {
  const { create, run } = usePollEdits(slug);
  const [filling, setFilling] = useState(0);
  const [isReady, setReady] = useState(true);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const breaks = breaksWithout(days, polls);
  const presets = FILLINGS[filling]?.presets ?? FILLINGS[0].presets;
  const entries = breaks.map(({ place }) => place.id);
  const asked = polls.map(({ question }) => question);
  // Filled by its place among all breaks without a poll: leaving one out changes no other.
  const papers = filled(presets, entries, topicsOf(days), asked).flatMap((values, place) => {
    const found = breaks[place];
    return found ? [{ found, values }] : [];
  });
  const taken = papers.filter(({ found }) => !left.has(found.place.id));
  const store = async () => {
    setError(null);
    let count = 0;
    try {
      for (const { values } of taken) {
        setDone(count);
        const poll = await create(pollSent(values, days));
        if (isReady) await run(poll, { do: 'ready' });
        count += 1;
      }
      onSaid(`${countOf(count, 'poll')} stored${isReady ? ' and ready' : ' as drafts'}.`);
      onGo({ show: 'all' });
    } catch (failure) {
      setError(failure);
      onSaid(count === 0 ? '' : `${countOf(count, 'poll')} stored before that.`);
    } finally {
      setDone(null);
    }
  };
  return (
    <>
      <h1 className="page-title">Fill breaks without a poll</h1>
      {breaks.length === 0 ? (
        <Empty title="Each break has a quick poll." />
      ) : (
        <form
          className="plan-form"
          aria-label="Fill breaks without a poll"
          onSubmit={(event) => {
            event.preventDefault();
            void store();
          }}
        >
          <Select
            label="What to ask"
            choices={FILLINGS.map(({ name }, place) => ({ value: String(place), label: name }))}
            value={String(filling)}
            onChange={(next) => setFilling(Number(next))}
            hint="Each can be changed afterwards."
          />
          <CheckField label="Make them ready, so that the agenda opens them" checked={isReady} onChange={setReady} />
          {papers.length === 0 && <Empty title="The event asks each of these questions already." />}
          <ul className="fill-list" aria-label="What would be stored">
            {papers.map(({ found, values }) => (
              <FillRow
                key={found.place.id}
                found={found}
                values={values}
                isTaken={!left.has(found.place.id)}
                onFlip={() => setLeft(flipped(left, found.place.id))}
              />
            ))}
          </ul>
          <ProblemNotice error={error} />
          <div className="buttons">
            <Button type="submit" disabled={done !== null || taken.length === 0}>
              {done === null
                ? `Store ${countOf(taken.length, 'poll')}`
                : `Storing ${done + 1} of ${taken.length + done}`}
            </Button>
            <Button variant="default" disabled={done !== null} onClick={() => onGo({ show: 'all' })}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function flipped(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((each) => each !== id)) : new Set([...set, id]);
}

interface FillRowProps {
  readonly found: Found;
  readonly values: PollValues;
  readonly isTaken: boolean;
  readonly onFlip: () => void;
}

function FillRow({ found: { day, place }, values, isTaken, onFlip }: FillRowProps) {
  const { question, kind, options } = values;
  return (
    <li data-left={!isTaken || undefined}>
      <CheckField
        label={
          <>
            <span className="polls-time">{`Day ${day.number}, ${clockOf(place.start)} ${place.title}`}</span>
            <span className="fill-question">{question}</span>
          </>
        }
        hint={`${POLL_KIND_NAMES[kind]}: ${options.map(({ text }) => text).join(', ')}`}
        checked={isTaken}
        onChange={onFlip}
      />
    </li>
  );
}
