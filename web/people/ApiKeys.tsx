import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SCOPES, type Scope } from '../../kernel/actor.ts';
import type { ApiKeyView, MadeApiKey } from '../../people/view.ts';
import { call, faultAt } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { CheckField, TextField } from '../shell/fields.tsx';
import { Empty, Loading, ProblemNotice } from '../shell/Notice.tsx';
import { momentText } from './moment.ts';
import { NewKey } from './NewKey.tsx';
import { listText, SCOPE_MEANINGS, SCOPE_NAMES } from './wording.ts';

export interface ApiKeysProps {
  readonly slug: string;
  readonly zone: string;
}

/** Keys of programs: made with what they may do, shown once, revoked. */
export function ApiKeys({ slug, zone }: ApiKeysProps) {
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const path = `/api/events/${slug}/keys`;
  const client = useQueryClient();
  // The log tells of keys too.
  const renew = () =>
    Promise.all(['keys', 'audit'].map((name) => client.invalidateQueries({ queryKey: [name, slug] })));
  const { data, error } = useQuery({
    queryKey: ['keys', slug],
    queryFn: ({ signal }) => call<{ readonly keys: readonly ApiKeyView[] }>(path, { signal }),
  });
  return (
    <section className="section" aria-labelledby="keys">
      <h2 className="section-title" id="keys">
        Keys of programs
      </h2>
      <p className="section-lead">
        A program sends its key to read or change this event without anybody signing in. It can do what you choose here
        and nothing more: no key gives roles, reads the log or makes keys.
      </p>
      {made && <NewKey key={made.id} made={made} onDone={() => setMade(null)} />}
      {!data && (error ? <ProblemNotice error={error} /> : <Loading label="The keys are loading." />)}
      {data?.keys.length === 0 && <Empty title="No program has a key." />}
      {data && data.keys.length > 0 && (
        <ul className="key-list">
          {data.keys.map((key) => (
            <Key key={key.id} path={path} apiKey={key} zone={zone} onRevoked={renew} />
          ))}
        </ul>
      )}
      <KeyForm
        path={path}
        onMade={(key) => {
          setMade(key);
          void renew();
        }}
      />
    </section>
  );
}

interface KeyProps {
  readonly path: string;
  readonly apiKey: ApiKeyView;
  readonly zone: string;
  readonly onRevoked: () => void;
}

function Key({ path, apiKey, zone, onRevoked }: KeyProps) {
  const { id, name, scopes, createdAt, usedAt } = apiKey;
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({ mutationFn: () => call(`${path}/${id}`, { method: 'DELETE' }), onSuccess: onRevoked });
  const used = usedAt === null ? 'Never used' : `Last used on ${momentText(usedAt, zone)}`;
  return (
    <li>
      <div>
        <p className="key-name" dir="auto">
          {name}
        </p>
        <p>{listText(scopes.map((scope) => SCOPE_NAMES[scope]))}</p>
        <p className="people-hint">
          Made on {momentText(createdAt, zone)}. {used}.
        </p>
      </div>
      <Button className="tall-button" variant="default" onClick={() => setAsking(true)}>
        Revoke<span className="visually-hidden"> the key {name}</span>
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Revoke the key ${name}?`}
          action="Revoke"
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>Programs that send it are refused at once. A revoked key does not come back; a new one can be made.</p>
          <ProblemNotice error={revoke.error} />
        </ConfirmDialog>
      )}
    </li>
  );
}

function KeyForm({ path, onMade }: { readonly path: string; readonly onMade: (made: MadeApiKey) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const make = useMutation({
    mutationFn: () => call<MadeApiKey>(path, { method: 'POST', body: { name, scopes } }),
    onSuccess: (made) => {
      onMade(made);
      setName('');
      setScopes([]);
    },
  });
  const scopeFault = faultAt(make.error, 'scopes');
  return (
    <form
      className="form"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!make.isPending) make.mutate();
      }}
    >
      <h3 className="people-subtitle">Make a key</h3>
      <ProblemNotice error={make.error} shown={['name', 'scopes']} />
      <TextField
        label="Name"
        hint="What the program is called, as the log will name it."
        value={name}
        onChange={setName}
        error={faultAt(make.error, 'name')}
        maxLength={100}
      />
      <fieldset className="scopes">
        <legend className="moment-label">What it may do</legend>
        {SCOPES.map((scope) => (
          <CheckField
            key={scope}
            label={SCOPE_NAMES[scope]}
            hint={SCOPE_MEANINGS[scope]}
            checked={scopes.includes(scope)}
            onChange={(given) => setScopes(SCOPES.filter((each) => (each === scope ? given : scopes.includes(each))))}
          />
        ))}
        {scopeFault && <p className="moment-error">{scopeFault}</p>}
      </fieldset>
      <div className="buttons">
        <Button type="submit" disabled={make.isPending}>
          Make the key
        </Button>
      </div>
    </form>
  );
}
