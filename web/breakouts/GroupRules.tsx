import { Button } from '@mantine/core';
import type { BreakoutSession } from '../../breakouts/rounds/sessions.ts';
import { Elsewhere } from '../organise/FormFrame.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { Select } from '../shell/fields.tsx';
import { PersonField } from './PersonField.tsx';
import type { Listed } from './queries.ts';
import { personText } from './round-words.ts';
import { sessionChoices } from './rule-words.ts';
import type { GroupValues, SettingValues } from './settings-form.ts';

export interface GroupRulesProps {
  readonly form: Form<SettingValues>;
  readonly sessions: readonly BreakoutSession[];
  readonly people: readonly Listed[];
  readonly name: 'together' | 'apart';
  readonly title: string;
  readonly add: string;
}

/** People who share a room, or of whom no two do. */
export function GroupRules({ form, sessions, people, name, title, add }: GroupRulesProps) {
  const groups = form.values[name];
  const set = (next: readonly GroupValues[]) => form.type({ [name]: next } as unknown as Partial<SettingValues>);
  const type = (place: number, change: Partial<GroupValues>) =>
    set(groups.map((group, at) => (at === place ? { ...group, ...change } : group)));
  return (
    <fieldset className="rows-field">
      <legend>{title}</legend>
      <Elsewhere form={form} name={name} show={(now) => countText((now as readonly GroupValues[]).length)} />
      {groups.map(({ people: members, entry }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays the same
        <section key={place} className="rule-row" aria-label={`${title}: ${place + 1}`}>
          <div>
            <ul className="rule-people">
              {members.map((member) => (
                <li key={member}>
                  <bdi>{nameOf(people, member)}</bdi>
                  <button
                    type="button"
                    className="plain-button"
                    onClick={() => type(place, { people: members.filter((each) => each !== member) })}
                  >
                    Take out<span className="visually-hidden"> {nameOf(people, member)}</span>
                  </button>
                </li>
              ))}
            </ul>
            <PersonField
              key={members.length}
              label={members.length === 0 ? 'First person' : 'Add another person'}
              people={people}
              value=""
              without={members}
              onChange={(picked) => picked !== '' && type(place, { people: [...members, picked] })}
              error={faultAt(form.error, `rules.${name}.${place}.people`) && 'Choose at least two people.'}
            />
          </div>
          <Select
            label="In"
            value={entry}
            onChange={(picked) => type(place, { entry: picked })}
            choices={sessionChoices(sessions, entry)}
          />
          <button type="button" className="plain-button flush-button" onClick={() => set(groups.toSpliced(place, 1))}>
            Remove
            <span className="visually-hidden">
              {' '}
              rule {place + 1}: {title}
            </span>
          </button>
        </section>
      ))}
      <Button variant="default" className="tall-button" onClick={() => set([...groups, { people: [], entry: '' }])}>
        {add}
      </Button>
    </fieldset>
  );
}

const countText = (count: number): string => (count === 1 ? '1 rule' : `${count} rules`);

function nameOf(people: readonly Listed[], participant: string): string {
  const found = people.find((each) => each.participant === participant);
  return found ? personText(found) : 'Somebody who is not registered any more';
}
