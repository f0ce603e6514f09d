import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewBanner } from '../../agenda/show/command-schema.ts';
import type { BannerView } from '../../agenda/show/show-view.ts';
import { parseRfc3339 } from '../../kernel/time.ts';
import { faceAt } from '../clock-face.ts';
import { call, faultAt, ProblemError } from '../shell/api.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { serverNow } from '../shell/use-live.ts';
import { AUDIENCE_CHOICES, audienceText } from './chair-words.ts';

export interface BannersProps {
  readonly slug: string;
  readonly zone: string;
  readonly banners: readonly BannerView[];
  readonly now: number;
  /** Whether the server cannot be reached. */
  readonly isOff: boolean;
  readonly onSaid: (text: string) => void;
}

/** Lines that stand above everything on the pages of everyone or of one role, until they end. */
export function Banners({ slug, zone, banners, now, isOff, onSaid }: BannersProps) {
  const shown = banners.filter(({ endsAt }) => parseRfc3339(endsAt) > now);
  const [error, setError] = useState<unknown>(null);
  const remove = async (id: string) => {
    setError(null);
    try {
      await call(`/api/events/${slug}/banners/${id}`, { method: 'DELETE' });
      onSaid('The banner is removed.');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <section className="section chair-banners" aria-labelledby="banners-title">
      <h2 className="section-title" id="banners-title">
        Banner
      </h2>
      {shown.length > 0 && (
        <ul className="banner-list">
          {shown.map(({ id, text, audience, endsAt }) => (
            <li key={id}>
              <div>
                <p className="banner-text" dir="auto">
                  {text}
                </p>
                <p className="banner-facts">
                  {audienceText(audience)}, until {faceAt(parseRfc3339(endsAt), zone).clock}
                </p>
              </div>
              <Button variant="default" className="tall-button" disabled={isOff} onClick={() => remove(id)}>
                Remove
                <span className="visually-hidden"> {text}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ProblemNotice error={error} />
      <BannerForm slug={slug} zone={zone} isOff={isOff} onSaid={onSaid} />
    </section>
  );
}

const LENGTHS = [
  { value: '5', label: '5 minutes' },
  { value: '10', label: '10 minutes' },
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: 'until', label: 'Until a time' },
];

type Audience = NewBanner['audience'];

function BannerForm({ slug, zone, isOff, onSaid }: Omit<BannersProps, 'banners' | 'now'>) {
  const [text, setText] = useState('');
  const [audience, setAudience] = useState<Audience>('all');
  const [length, setLength] = useState('10');
  const [until, setUntil] = useState('');
  const [error, setError] = useState<unknown>(null);
  const show = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const minutes = length === 'until' ? minutesUntil(until, zone, serverNow()) : Number(length);
    try {
      if (minutes === null) throw expectedTime();
      await call(`/api/events/${slug}/banners`, { method: 'POST', body: { text, audience, minutes } });
      setText('');
      onSaid('The banner is shown.');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form className="banner-form" onSubmit={show} noValidate>
      <TextField
        label="Text"
        name="banner"
        value={text}
        onChange={setText}
        maxLength={200}
        error={faultAt(error, 'text')}
        hint="Such as “We resume at 14:05.”"
      />
      <div className="banner-fields">
        <Select
          label="For"
          value={audience}
          onChange={(value) => setAudience(value as Audience)}
          choices={AUDIENCE_CHOICES}
        />
        <Select
          label="Shown for"
          value={length}
          onChange={setLength}
          choices={LENGTHS}
          error={lengthFault(error, length)}
        />
        {length === 'until' && (
          <TextField label="Until" type="time" value={until} onChange={setUntil} error={faultAt(error, 'minutes')} />
        )}
      </div>
      <ProblemNotice error={error} shown={['text', 'minutes']} />
      <div className="buttons">
        <Button type="submit" variant="default" disabled={isOff}>
          Show the banner
        </Button>
      </div>
    </form>
  );
}

const lengthFault = (error: unknown, length: string) => (length === 'until' ? null : faultAt(error, 'minutes'));

const expectedTime = () =>
  new ProblemError('bad-input', 'The time until which it is shown is missing.', [
    { path: 'minutes', message: 'expected a time, as 14:05' },
  ]);

/** Whole minutes from now to the next time at which the zone's clocks show that; null where it is no time. */
export function minutesUntil(clock: string, zone: string, now: number): number | null {
  const wanted = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  if (!wanted) return null;
  const current = faceAt(now, zone).clock;
  const dayMinutes = 24 * 60;
  const gap = minuteOfDay(clock) - minuteOfDay(current);
  return gap > 0 ? gap : gap + dayMinutes;
}

function minuteOfDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
