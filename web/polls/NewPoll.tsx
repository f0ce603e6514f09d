import { Button } from '@mantine/core';
import { findPlace, type PlaceDay, topicsOf } from '../../polls/places.ts';
import type { PollContent } from '../../polls/schema.ts';
import type { PollLineView } from '../../polls/view.ts';
import { useForm } from '../organise/use-form.ts';
import { PollForm } from './PollForm.tsx';
import type { PollsView } from './poll-address.ts';
import { newPollValues, pollSent, pollValues } from './poll-form.ts';
import { begun, PRESETS } from './presets.ts';
import { usePollEdits } from './queries.ts';

export interface NewPollProps {
  readonly slug: string;
  /** On which it is to hang; null for none. */
  readonly entry: string | null;
  readonly days: readonly PlaceDay[];
  readonly polls: readonly PollLineView[];
  readonly onSaid: (text: string) => void;
  readonly onGo: (view: PollsView) => void;
  readonly onDone: (view: PollsView) => void;
}

/** A poll that is not stored yet, begun by a preset where one fits. */
export function NewPoll({ slug, entry, days, polls, onSaid, onGo, onDone }: NewPollProps) {
  const { create } = usePollEdits(slug);
  const found = findPlace(days, entry);
  const asked = polls.map(({ question }) => question);
  const form = useForm(newPollValues(found?.place.id ?? null), async (values) => {
    const poll = await create(pollSent(values, days));
    onSaid('The poll is stored as a draft. Make it ready, so that it can be opened.');
    onDone({ show: 'poll', id: poll.id });
    return pollValues(poll.content as PollContent);
  });
  return (
    <>
      <h1 className="page-title" dir="auto">
        New poll{found && ` in ${found.place.title} of day ${found.day.number}`}
      </h1>
      <section aria-label="Presets" className="poll-presets">
        <p className="poll-hint">Begin with one of these, or with an empty paper:</p>
        <div className="buttons">
          {PRESETS.map((preset) => (
            <Button
              key={preset.name}
              variant="default"
              title={preset.lead}
              onClick={() => form.type(begun(preset, topicsOf(days), asked))}
            >
              {preset.name}
            </Button>
          ))}
        </div>
      </section>
      <PollForm
        form={form}
        days={days}
        label="New poll"
        action="Store as a draft"
        isNew
        onCancel={() => onGo({ show: 'all' })}
      />
    </>
  );
}
