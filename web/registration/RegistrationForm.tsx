import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ConsentText, RegistrationAnswer } from '../../people/schema.ts';
import type { OwnRegistration, RegistrationView } from '../../people/view.ts';
import { browserZone } from '../browser-zone.ts';
import { call, faultAt } from '../shell/api.ts';
import { CheckField, TextField } from '../shell/fields.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { ZoneField } from '../shell/ZoneField.tsx';
import { splitTags, TagsField, tagsFrom } from './TagsField.tsx';

export interface RegistrationFormProps {
  readonly registration: RegistrationView;
  readonly mine: OwnRegistration;
  readonly offeredTags: readonly string[];
  readonly onDone: (registration: RegistrationView) => void;
}

interface Typed {
  readonly name: string;
  readonly timeZone: string | null;
  readonly ticked: readonly string[];
  readonly others: string;
  /** Keys of the texts that are agreed to. */
  readonly agreed: readonly string[];
}

/** What somebody gives who registers. */
export function RegistrationForm({ registration, mine, offeredTags, onDone }: RegistrationFormProps) {
  const [typed, setTyped] = useState<Typed>(() => ({
    name: mine.name ?? '',
    timeZone: mine.timeZone,
    ...splitTags(mine.tags, offeredTags),
    agreed: [],
  }));
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const form = useRef<HTMLFormElement>(null);
  const change = (changes: Partial<Typed>) => setTyped((before) => ({ ...before, ...changes }));
  // The zone that the browser is in is known only there.
  useEffect(() => setTyped((before) => ({ ...before, timeZone: before.timeZone ?? browserZone() })), []);
  const register = useMutation({
    mutationFn: () =>
      call<RegistrationView>(`/api/events/${registration.event.slug}/registration`, {
        method: 'POST',
        body: answerOf(typed, registration.consents),
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(typed, registration.consents);
    setFaults(wrong);
    if (wrong === NO_FAULTS) register.mutate();
  };
  // Whoever sent what cannot be taken is brought to the first field that says why.
  useEffect(() => {
    if (faults !== NO_FAULTS) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return (
    <form className="form" onSubmit={submit} noValidate ref={form}>
      <TextField
        label="Your name"
        hint="As others see it."
        name="name"
        autoComplete="name"
        maxLength={200}
        value={typed.name}
        onChange={(name) => change({ name })}
        error={faults.name ?? faultAt(register.error, 'name')}
      />
      {mine.organisation !== null && (
        <p className="given-line">
          Organisation: <b dir="auto">{mine.organisation}</b>. If this is not yours, tell the organisers.
        </p>
      )}
      <ZoneField
        label="Your time zone"
        hint="Times in mails and on your pages are shown in it."
        value={typed.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        error={faultAt(register.error, 'timeZone')}
      />
      <TagsField
        offered={offeredTags}
        value={typed.ticked}
        onChange={(ticked) => change({ ticked })}
        others={typed.others}
        onOthers={(others) => change({ others })}
        error={faultAt(register.error, 'tags')}
      />
      <Consents
        texts={registration.consents}
        agreed={typed.agreed}
        missing={faults.consents}
        onChange={(agreed) => change({ agreed })}
      />
      {faults !== NO_FAULTS && <Notice tone="wrong" title="Nothing was sent yet: see what is missing above." />}
      <ProblemNotice error={register.error} shown={['name', 'timeZone', 'tags']} />
      <div className="buttons">
        <Button type="submit" disabled={register.isPending}>
          {registration.placesLeft === 'yes' ? 'Register' : 'Register for the waiting list'}
        </Button>
      </div>
    </form>
  );
}

interface ConsentsProps {
  readonly texts: readonly ConsentText[];
  readonly agreed: readonly string[];
  /** Keys of those that one has to agree to, and has not. */
  readonly missing: readonly string[];
  readonly onChange: (agreed: readonly string[]) => void;
}

function Consents({ texts, agreed, missing, onChange }: ConsentsProps) {
  if (texts.length === 0) return null;
  const toggle = (key: string, given: boolean) =>
    onChange(given ? [...agreed, key] : agreed.filter((each) => each !== key));
  return (
    <fieldset className="group">
      <legend>What you agree to</legend>
      {texts.map(({ key, title, text, required }) => (
        <div className="consent" key={key}>
          <p className="consent-title" dir="auto">
            {title}
          </p>
          <p className="consent-text" dir="auto">
            {text}
          </p>
          <CheckField
            label={<ConsentLabel title={title} required={required} />}
            checked={agreed.includes(key)}
            onChange={(given) => toggle(key, given)}
            error={missing.includes(key) ? `To register you have to agree to “${title}”.` : null}
          />
        </div>
      ))}
    </fieldset>
  );
}

function ConsentLabel({ title, required }: { readonly title: string; readonly required: boolean }) {
  return (
    <>
      I agree<span className="visually-hidden"> to {title}</span>
      <span className="consent-need">{required ? ' (needed to register)' : ' (as you like)'}</span>
    </>
  );
}

interface Faults {
  readonly name: string | null;
  readonly consents: readonly string[];
}

const NO_FAULTS: Faults = { name: null, consents: [] };

function faultsOf({ name, agreed }: Typed, texts: readonly ConsentText[]): Faults {
  const missing = texts.filter(({ key, required }) => required && !agreed.includes(key)).map(({ key }) => key);
  const unnamed = name.trim() === '' ? 'Write your name, as others should see it.' : null;
  return unnamed === null && missing.length === 0 ? NO_FAULTS : { name: unnamed, consents: missing };
}

function answerOf(
  { name, timeZone, ticked, others, agreed }: Typed,
  texts: readonly ConsentText[],
): RegistrationAnswer {
  return {
    name: name.trim(),
    timeZone,
    tags: tagsFrom(ticked, others),
    consents: texts.map(({ key, version }) => ({ key, version, given: agreed.includes(key) })),
  };
}
