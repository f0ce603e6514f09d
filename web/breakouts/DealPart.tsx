import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { sessionName } from '../../breakouts/rounds/sessions.ts';
import { asSentence, faultAt, ProblemError } from '../shell/api.ts';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import { Empty, Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { DealingCard } from './DealingCard.tsx';
import { dealFaults } from './deal-faults.ts';
import {
  type DealValues,
  dealSent,
  EFFORTS,
  MIXING_CHOICES,
  MOVE_COSTS,
  newDealValues,
  PRESET_CARDS,
} from './deal-form.ts';
import { DIALS, dialText } from './dials.ts';
import type { PartProps } from './part-props.ts';
import { useDealings, useRoundEdits } from './queries.ts';
import { isAhead } from './round-words.ts';

/** Deals people into the rooms of rounds, and shows what came of it before anything changes. */
export function DealPart(props: PartProps) {
  const { slug, rounds, sessions, onGo } = props;
  const dealings = useDealings(slug);
  const ahead = rounds.filter(({ state }) => isAhead(state));
  const all = dealings.data?.dealings ?? [];
  return (
    <>
      <h1 className="page-title">Deal people into rooms</h1>
      <p className="page-lead">
        Everybody registered is dealt, but those who are absent. Nothing changes until you use what was found.
      </p>
      {ahead.length === 0 ? (
        <Empty title="There is no round that has not opened.">
          <p>Only rounds that are set up and have not opened are dealt.</p>
          <Button variant="default" onClick={() => onGo({ show: 'all' })}>
            All breakouts
          </Button>
        </Empty>
      ) : (
        <DealForm {...props} isRunning={all.some(({ state }) => state === 'running')} />
      )}
      <section className="section" aria-labelledby="dealings">
        <h2 className="section-title" id="dealings">
          What was dealt
        </h2>
        <ProblemNotice error={dealings.error} />
        {dealings.isPending && <Loading rows={4} label="Loading the dealings" />}
        {dealings.data && all.length === 0 && <p className="section-lead">Nothing yet.</p>}
        {all.map((dealing, place) => (
          <DealingCard
            key={dealing.id}
            {...props}
            dealing={dealing}
            isFirst={place === 0}
            names={namesOf(dealing.rounds)}
          />
        ))}
      </section>
    </>
  );

  function namesOf(ids: readonly string[]): string[] {
    return ids.map((id) => {
      const round = rounds.find((each) => each.id === id);
      return round ? sessionName(sessions, round.entry) : 'A round that was removed';
    });
  }
}

function DealForm({ slug, rounds, sessions, onSaid, isRunning }: PartProps & { readonly isRunning: boolean }) {
  const { deal } = useRoundEdits(slug);
  const ahead = rounds.filter(({ state }) => isAhead(state));
  const [values, setValues] = useState<DealValues>(() => newDealValues(ahead.map(({ id }) => id)));
  const [times, setTimes] = useState(1);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  /** Of the rounds that were to be dealt last. */
  const [names, setNames] = useState<readonly string[]>([]);
  const type = (change: Partial<DealValues>) => setValues((now) => ({ ...now, ...change }));
  const asked = values.rounds.filter((id) => ahead.some((round) => round.id === id));
  const hasPlaces = ahead.some(({ id, sets }) => asked.includes(id) && sets.length > 0);
  const nameOf = (id: string) => sessionName(sessions, rounds.find((round) => round.id === id)?.entry ?? '');
  const begin = async () => {
    setBusy(true);
    setError(null);
    try {
      setNames(asked.map((id) => nameOf(id)));
      await deal(dealSent({ ...values, rounds: asked, costPerMove: hasPlaces ? values.costPerMove : '0' }, times));
      setTimes(times + 1);
      onSaid('People are being dealt.');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="plan-form"
      aria-label="Deal people into rooms"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !isRunning && asked.length > 0) void begin();
      }}
    >
      <fieldset className="rows-field deal-cards">
        <legend>What matters most</legend>
        {PRESET_CARDS.map(({ value, name, lead }) => (
          <label key={value} className="deal-card">
            <input
              type="radio"
              name="preset"
              checked={values.preset === value}
              onChange={() => type({ preset: value })}
            />
            <span>
              <span className="deal-card-name">{name}</span>
              <span className="deal-card-lead">{lead}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {values.preset === 'own' && <OwnAim values={values} onType={type} />}
      <fieldset className="rows-field breakouts-picks">
        <legend>Rounds to deal</legend>
        {ahead.map(({ id, entry, set }) => (
          <CheckField
            key={id}
            label={sessionName(sessions, entry)}
            hint={set === null ? 'Nobody has a place yet.' : 'People have places; locked ones are kept.'}
            checked={asked.includes(id)}
            onChange={(is) => type({ rounds: is ? [...asked, id] : asked.filter((each) => each !== id) })}
          />
        ))}
        {asked.length === 0 && <p className="breakouts-hint">Choose at least one round.</p>}
      </fieldset>
      <div className="field-row">
        <Select
          label="How long to search"
          choices={EFFORTS}
          value={values.effort}
          onChange={(effort) => type({ effort })}
        />
        {hasPlaces && (
          <Select
            label="People who have a place already"
            choices={MOVE_COSTS}
            value={values.costPerMove}
            onChange={(costPerMove) => type({ costPerMove })}
          />
        )}
        <TextField
          label="Name of the sets"
          value={values.name}
          maxLength={80}
          onChange={(name) => type({ name })}
          error={faultAt(error, 'name')}
        />
      </div>
      <DealProblem error={error} names={names} />
      <div className="buttons">
        <Button type="submit" disabled={busy || isRunning || asked.length === 0}>
          {times > 1 ? 'Deal again' : 'Deal'}
        </Button>
        {isRunning && <p>A dealing runs. It can be stopped below.</p>}
      </div>
    </form>
  );
}

/** What makes it impossible, by name. */
function DealProblem({ error, names }: { readonly error: unknown; readonly names: readonly string[] }) {
  if (!(error instanceof ProblemError) || error.code !== 'no-arrangement')
    return <ProblemNotice error={error} shown={['name']} />;
  return (
    <Notice tone="wrong" title={error.message}>
      <ul className="notice-faults">
        {dealFaults(error.errors, names).map(({ sentence, rounds }) => (
          <li key={sentence} dir="auto">
            {asSentence(sentence)}
            {rounds.length > 0 && <span className="breakouts-of"> {rounds.join('; ')}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface OwnAimProps {
  readonly values: DealValues;
  readonly onType: (change: Partial<DealValues>) => void;
}

function OwnAim({ values: { mixing, dials }, onType }: OwnAimProps) {
  const id = useId();
  return (
    <fieldset className="rows-field">
      <legend>How much each thing counts</legend>
      <Select
        label="Mixing means"
        choices={MIXING_CHOICES}
        value={mixing}
        onChange={(value) => onType({ mixing: value as DealValues['mixing'] })}
      />
      {DIALS.map(({ dial, name, lead }) => (
        <div key={dial} className="deal-dial">
          <label htmlFor={`${id}${dial}`}>{name}</label>
          <p className="breakouts-hint" id={`${id}${dial}-lead`}>
            {lead}
          </p>
          <input
            id={`${id}${dial}`}
            type="range"
            min={0}
            max={10}
            step={1}
            value={dials[dial]}
            aria-describedby={`${id}${dial}-lead`}
            aria-valuetext={dialText(dials[dial])}
            onChange={({ currentTarget }) => onType({ dials: { ...dials, [dial]: Number(currentTarget.value) } })}
          />
          <output htmlFor={`${id}${dial}`}>{dialText(dials[dial])}</output>
        </div>
      ))}
    </fieldset>
  );
}
