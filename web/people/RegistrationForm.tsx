import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatRfc3339, instant } from '../../kernel/time.ts';
import type { RegistrationSettings } from '../../people/view.ts';
import { call, faultAt, ProblemError } from '../shell/api.ts';
import { CheckField, TextField } from '../shell/fields.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { Changed } from './Changed.tsx';
import { ConsentFields } from './ConsentFields.tsx';
import { MomentField } from './MomentField.tsx';
import { NO_MOMENT, registrationSentence, typedMoment } from './moment.ts';
import { readSettings, type SettingsDraft, settingsDraft } from './settings-draft.ts';

const FIELDS = ['opensAt', 'closesAt', 'places', 'waitingList'];

export interface RegistrationFormProps {
  readonly slug: string;
  readonly path: string;
  readonly zone: string;
  readonly settings: RegistrationSettings;
  readonly onSaved: (settings: RegistrationSettings) => void;
}

export function RegistrationForm({ slug, path, zone, settings, onSaved }: RegistrationFormProps) {
  const [draft, setDraft] = useState(() => settingsDraft(settings, zone));
  const save = useMutation({
    mutationFn: ({ body, revision }: { body: Record<string, unknown>; revision: number }) =>
      call<RegistrationSettings>(path, { method: 'PUT', body, revision }),
    onSuccess: (saved) => startFrom(saved),
  });
  const startFrom = (now: RegistrationSettings) => {
    onSaved(now);
    setDraft(settingsDraft(now, zone));
  };
  const change = (changes: Partial<SettingsDraft>) => setDraft({ ...draft, ...changes });
  const { opens, closes, body } = readSettings(draft, zone);
  const put = (changed: SettingsDraft, revision = settings.revision) => {
    const whole = readSettings(changed, zone).body;
    if (whole && !save.isPending) save.mutate({ body: whole, revision });
  };
  const stale = save.error instanceof ProblemError && save.error.code === 'revision-stale';
  const unchanged = JSON.stringify(draft) === JSON.stringify(settingsDraft(settings, zone));
  return (
    <>
      <Now slug={slug} zone={zone} settings={settings} busy={save.isPending} onPut={put} />
      <form
        className="form settings-form"
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          put(draft);
        }}
      >
        <MomentField
          label="Opens"
          hint="Empty: not before you say so."
          value={draft.opens}
          reading={opens}
          error={faultAt(save.error, 'opensAt')}
          onChange={(value) => change({ opens: value })}
        />
        <MomentField
          label="Closes"
          hint="Empty: it stays open until you close it."
          value={draft.closes}
          reading={closes}
          error={faultAt(save.error, 'closesAt')}
          onChange={(value) => change({ closes: value })}
        />
        <TextField
          label="Places"
          hint="The most who may be registered in all. Empty for no limit."
          inputMode="numeric"
          value={draft.places}
          onChange={(places) => change({ places })}
          error={faultAt(save.error, 'places')}
          width="middle"
        />
        <CheckField
          label="Keep a waiting list"
          hint="Who comes when all places are taken waits, and moves up by itself when one becomes free."
          checked={draft.waitingList}
          onChange={(waitingList) => change({ waitingList })}
        />
        <section aria-labelledby="consents" className="settings-consents">
          <h2 className="people-subtitle" id="consents">
            What people agree to
          </h2>
          <ConsentFields consents={draft.consents} onChange={(consents) => change({ consents })} error={save.error} />
        </section>
        {stale ? (
          <Changed
            load={() => call<RegistrationSettings>(path)}
            onTake={(now) => {
              startFrom(now);
              save.reset();
            }}
            onKeep={({ revision }) => put(draft, revision)}
          />
        ) : (
          <ProblemNotice error={save.error} shown={FIELDS} />
        )}
        {save.isSuccess && unchanged && <Notice tone="done" title="Saved." />}
        <div className="buttons">
          <Button type="submit" disabled={body === null || save.isPending || unchanged}>
            Save
          </Button>
          {!unchanged && (
            <Button variant="default" onClick={() => setDraft(settingsDraft(settings, zone))}>
              Discard the changes
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

interface NowProps extends Pick<RegistrationFormProps, 'slug' | 'zone' | 'settings'> {
  readonly busy: boolean;
  readonly onPut: (changed: SettingsDraft) => void;
}

const TICK_MILLISECONDS = 15_000;

/** What a visitor is told at this moment, as it is stored, and the one thing to do about it. */
function Now({ slug, zone, settings, busy, onPut }: NowProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  const isOpen = isWithin(settings, now);
  const stored = settingsDraft(settings, zone);
  const setTo = (edge: 'opens' | 'closes') => {
    const at = typedMoment(formatRfc3339(instant(Date.now()), zone), zone);
    if (edge === 'opens') {
      const past = settings.closesAt !== null && Date.parse(settings.closesAt) <= Date.now();
      onPut({ ...stored, opens: at, ...(past && { closes: NO_MOMENT }) });
    } else {
      // Closed within the minute in which it opened: times are whole minutes, and nothing lies between the two.
      const isSame = JSON.stringify(at) === JSON.stringify(stored.opens);
      onPut(isSame ? { ...stored, opens: NO_MOMENT } : { ...stored, closes: at });
    }
    setNow(Date.now());
  };
  return (
    <section className="settings-now" aria-label="What a visitor sees now">
      <p className="people-hint">What a visitor sees now</p>
      <p className="settings-sentence" role="status">
        {registrationSentence(settings, zone, now)}
      </p>
      <div className="buttons">
        {isOpen ? (
          <Button variant="default" disabled={busy} onClick={() => setTo('closes')}>
            Close now
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => setTo('opens')}>
            Open now
          </Button>
        )}
        <a className="text-link tall-link" href={`/e/${slug}/register`}>
          Open the registration page
        </a>
      </div>
    </section>
  );
}

function isWithin({ opensAt, closesAt }: RegistrationSettings, now: number): boolean {
  const opened = opensAt !== null && Date.parse(opensAt) <= now;
  return opened && (closesAt === null || Date.parse(closesAt) > now);
}
