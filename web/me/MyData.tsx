import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OwnChange } from '../../people/schema.ts';
import type { OwnData, RoleView } from '../../people/view.ts';
import { zoneCity } from '../clock-face.ts';
import { splitTags, TagsField, tagsFrom } from '../registration/TagsField.tsx';
import { call, faultAt } from '../shell/api.ts';
import { TextField } from '../shell/fields.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { ZoneField } from '../shell/ZoneField.tsx';

export interface MyDataProps {
  readonly own: OwnData;
  readonly offeredTags: readonly string[];
  readonly onChange: (own: OwnData) => void;
}

/** What the event holds about oneself, and a form for what one may change. */
export function MyData({ own, offeredTags, onChange }: MyDataProps) {
  const [phase, setPhase] = useState<'reading' | 'editing' | 'changed'>('reading');
  const done = (changed: OwnData) => {
    onChange(changed);
    setPhase('changed');
  };
  return (
    <section className="section" aria-labelledby="data">
      <h2 className="section-title" id="data">
        My data
      </h2>
      {phase === 'editing' ? (
        <DataForm own={own} offeredTags={offeredTags} onDone={done} onCancel={() => setPhase('reading')} />
      ) : (
        <>
          <Facts own={own} />
          {phase === 'changed' && <Notice tone="done" title="Your data is changed." />}
          <div className="buttons section-buttons">
            <Button variant="default" onClick={() => setPhase('editing')}>
              Change my data
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Facts({ own }: { readonly own: OwnData }) {
  const { organisation } = own;
  return (
    <dl className="own-facts">
      <Fact name="Name">{own.name}</Fact>
      <Fact name="Mail address">{own.email ?? ''}</Fact>
      <Fact name="Organisation">
        {organisation === null ? 'None' : organisation.name}
        {organisation?.country ? ` (${organisation.country})` : ''}
      </Fact>
      {own.roles.length > 0 && <Fact name="Roles">{own.roles.map(roleText).join(', ')}</Fact>}
      <Fact name="Fields of expertise">{own.tags.length === 0 ? 'None named' : own.tags.join(', ')}</Fact>
      <Fact name="Time zone">{own.timeZone === null ? 'As your browser says' : zoneCity(own.timeZone)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

const ROLES = {
  organiser: 'Organiser',
  chair: 'Chair',
  deputy: 'Deputy chair',
  facilitator: 'Facilitator',
  rapporteur: 'Rapporteur',
  helpdesk: 'Helpdesk',
} as const;

/** `Chair of day 2`, `Rapporteur of Room A`, `Organiser` */
function roleText({ role, day, room }: RoleView): string {
  if (day !== null) return `${ROLES[role]} of day ${day}`;
  return room === null ? ROLES[role] : `${ROLES[role]} of ${room}`;
}

interface DataFormProps {
  readonly own: OwnData;
  readonly offeredTags: readonly string[];
  readonly onDone: (own: OwnData) => void;
  readonly onCancel: () => void;
}

function DataForm({ own, offeredTags, onDone, onCancel }: DataFormProps) {
  const [name, setName] = useState(own.name);
  const [timeZone, setTimeZone] = useState(own.timeZone);
  const [tags, setTags] = useState(() => splitTags(own.tags, offeredTags));
  const change = useMutation({
    mutationFn: () => {
      const body: OwnChange = { name: name.trim(), timeZone, tags: tagsFrom(tags.ticked, tags.others) };
      return call<OwnData>(`/api/events/${own.event.slug}/me`, { method: 'PATCH', body, revision: own.revision });
    },
    onSuccess: onDone,
  });
  const nameless = name.trim() === '' ? 'Write your name, as others should see it.' : null;
  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (nameless === null) change.mutate();
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={setName}
        error={nameless ?? faultAt(change.error, 'name')}
        autoFocus
      />
      <ZoneField
        label="Your time zone"
        value={timeZone}
        onChange={setTimeZone}
        error={faultAt(change.error, 'timeZone')}
      />
      <TagsField
        offered={offeredTags}
        value={tags.ticked}
        onChange={(ticked) => setTags({ ...tags, ticked: [...ticked] })}
        others={tags.others}
        onOthers={(others) => setTags({ ...tags, others })}
        error={faultAt(change.error, 'tags')}
      />
      <p className="given-line">Your mail address, organisation and roles are kept by the organisers: ask them.</p>
      <ProblemNotice error={change.error} shown={['name', 'timeZone', 'tags']} />
      <div className="buttons">
        <Button type="submit" disabled={change.isPending}>
          Keep these changes
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
