import type { SettingsView } from '../../breakouts/view.ts';
import { Elsewhere, FormFrame } from '../organise/FormFrame.tsx';
import { fieldOf } from '../organise/field-of.tsx';
import { useForm } from '../organise/use-form.ts';
import { asSentence, faultAt, ProblemError } from '../shell/api.ts';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { GroupRules } from './GroupRules.tsx';
import { PinRules } from './PinRules.tsx';
import type { PartProps } from './part-props.ts';
import { type Listed, settingsIn, useEverybody, useRoundEdits, useSettings } from './queries.ts';
import { type SettingValues, settingsSent, settingValues } from './settings-form.ts';

/** What people see of their rooms, when summaries are due, and who belongs where. */
export function SettingsPart(props: PartProps) {
  const settings = useSettings(props.slug);
  const everybody = useEverybody(props.slug);
  const isPending = settings.isPending || everybody.isPending;
  return (
    <>
      <h1 className="page-title">Settings and rules of breakouts</h1>
      <ProblemNotice error={settings.error ?? everybody.error} />
      {isPending && <Loading rows={6} label="Loading the settings" />}
      {settings.data && everybody.data && (
        <SettingsForm {...props} settings={settings.data} everybody={everybody.data} />
      )}
    </>
  );
}

const FROM = [
  { value: 'assigned', label: 'As soon as they are dealt' },
  { value: 'open', label: 'When the rooms open' },
];
const NAMES = [
  { value: 'everybody', label: 'Everybody’s, of every room' },
  { value: 'own-room', label: 'Of those in their own room' },
  { value: 'nobody', label: 'Nobody’s' },
];
const STAGE = [
  { value: 'own-page', label: 'Asks everybody to look at their own page' },
  { value: 'names', label: 'Lists by name who goes where' },
];

/** What is wrong with the rules as a whole: what is wrong with one of them is said there. */
function RuleFault({ error }: { readonly error: unknown }) {
  const errors = error instanceof ProblemError ? error.errors : [];
  const fault = errors.find(({ path }) => /^rules(\.\w+)?$/.test(path));
  return fault ? (
    <p className="breakouts-fault" tabIndex={-1} data-fault>
      {asSentence(fault.message)}
    </p>
  ) : null;
}

/** Faults that are said at a field. */
const SHOWN = ['from', 'names', 'stage', 'warnSeconds', 'dueMinutes', 'rules'];

interface SettingsFormProps extends PartProps {
  readonly settings: SettingsView;
  readonly everybody: readonly Listed[];
}

function SettingsForm({ slug, sessions, rounds, onSaid, settings, everybody }: SettingsFormProps) {
  const { saveSettings } = useRoundEdits(slug);
  const form = useForm<SettingValues>(settingValues(settingsIn(settings)), async (values) => {
    const after = await saveSettings(settings.revision, settingsSent(values));
    onSaid('The settings are saved.');
    return settingValues(settingsIn(after));
  });
  const { values } = form;
  const rooms = [...new Set(rounds.flatMap((round) => round.rooms.map(({ name }) => name)))];
  const shared = { form, sessions, people: everybody };
  return (
    <FormFrame form={form} label="Settings and rules" action="Save the settings" of="the settings" shown={SHOWN}>
      <Select label="People see their room" choices={FROM} {...fieldOf(form, 'from')} />
      <Select label="Names that people see" choices={NAMES} {...fieldOf(form, 'names')} />
      {values.names === 'everybody' && <Select label="The stage" choices={STAGE} {...fieldOf(form, 'stage')} />}
      <CheckField
        label="People may move themselves into rooms with a place left"
        checked={values.selfMoves}
        onChange={(selfMoves) => form.type({ selfMoves })}
        hint={<Elsewhere form={form} name="selfMoves" show={(is) => (is ? 'on' : 'off')} />}
      />
      <div className="field-row field-row--figures">
        <TextField
          label="Warning before rooms close"
          inputMode="numeric"
          {...fieldOf(form, 'warnSeconds', 'Seconds, from 10 to 600.')}
          error={faultAt(form.error, 'warnSeconds') && 'Expected a number from 10 to 600.'}
        />
        <TextField
          label="Summaries are due"
          inputMode="numeric"
          {...fieldOf(form, 'dueMinutes', 'Minutes before the plenary, from 0 to 120.')}
          error={faultAt(form.error, 'dueMinutes') && 'Expected a number from 0 to 120.'}
        />
      </div>
      <CheckField
        label="Chatham House rule: no name is kept with a summary"
        checked={values.chathamHouse}
        onChange={(chathamHouse) => form.type({ chathamHouse })}
        hint={
          <>
            Turning it on takes away the names that are kept.
            <Elsewhere form={form} name="chathamHouse" show={(is) => (is ? 'on' : 'off')} />
          </>
        }
      />
      <PinRules {...shared} rooms={rooms} />
      <GroupRules {...shared} name="together" title="Must be in one room" add="Add people who must be together" />
      <GroupRules {...shared} name="apart" title="Must not share a room" add="Add people who must be apart" />
      <RuleFault error={form.error} />
    </FormFrame>
  );
}
