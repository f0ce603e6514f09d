import type { DraftView } from '../../agenda/draft/draft.ts';
import type { Advance } from '../../agenda/schema.ts';
import type { AgendaEvent } from '../../agenda/view.ts';
import { call } from '../shell/api.ts';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import { planAddress } from './addresses.ts';
import { ADVANCE_WORDS, type EventValues, eventSent, eventValues } from './event-form.ts';
import { Elsewhere, FormFrame } from './FormFrame.tsx';
import { fieldOf } from './field-of.tsx';
import { useEdits } from './queries.ts';
import { useForm } from './use-form.ts';

const SHOWN = ['name', 'slug', 'timeZone', 'isPublic', 'advance', 'helpdesk'];

export interface EventFormProps {
  readonly draft: DraftView;
  /** Whether this person may change it. */
  readonly readOnly: boolean;
  readonly onSaid: (text: string) => void;
}

const ADVANCE_HINT =
  'By hand, a session goes on until its chair ends it, and the page shows by how much it is over. ' +
  'By itself, each session ends and the next starts as soon as it is due, unless the chair holds the clock.';

/** The event's own facts. They take effect at once, without publishing. */
export function EventForm({ draft, readOnly, onSaid }: EventFormProps) {
  const { slug } = draft.event;
  const { renew } = useEdits(slug);
  const form = useForm<EventValues>(eventValues(draft.event), async (values, names) => {
    const event = await saveEvent(draft, eventSent(values, names), renew);
    if (event.slug !== slug) location.assign(planAddress(event.slug, 'event'));
    onSaid('The event is saved. It shows at once.');
    return eventValues(event);
  });
  return (
    <section aria-labelledby="event-title">
      <h2 className="section-title" id="event-title">
        The event
      </h2>
      <p className="section-lead">What is changed here shows at once, without publishing.</p>
      <FormFrame form={form} label="The event" action="Save the event" shown={SHOWN} readOnly={readOnly}>
        <TextField label="Name" {...fieldOf(form, 'name')} />
        <TextField
          label="Address"
          {...fieldOf(
            form,
            'slug',
            'What follows /e/ in the address. Links and calendars that people have stop working when it changes.',
          )}
        />
        <TextField label="Time zone" {...fieldOf(form, 'timeZone', 'As Europe/Zurich.')} width="middle" />
        <CheckField
          label="Public: anybody may read the published agenda"
          checked={form.values.isPublic}
          onChange={(isPublic) => form.type({ isPublic })}
          hint={
            'isPublic' in form.elsewhere && (
              <Elsewhere form={form} name="isPublic" show={(value) => (value ? 'public' : 'private')} />
            )
          }
        />
        <Select
          label="Who moves a running day on"
          {...fieldOf(form, 'advance')}
          hint={
            <>
              {ADVANCE_HINT}
              {'advance' in form.elsewhere && (
                <Elsewhere form={form} name="advance" show={(value) => ADVANCE_WORDS[value as Advance]} />
              )}
            </>
          }
          choices={Object.entries(ADVANCE_WORDS).map(([value, label]) => ({ value, label }))}
          width="middle"
        />
        <fieldset className="rows-field">
          <legend>Helpdesk</legend>
          <TextField label="Mail address" {...fieldOf(form, 'email', undefined, 'helpdesk.email')} width="middle" />
          <TextField label="Telephone" {...fieldOf(form, 'phone', undefined, 'helpdesk.phone')} width="middle" />
          <TextField label="Chat" {...fieldOf(form, 'chat', 'An https address.', 'helpdesk.chat')} />
        </fieldset>
      </FormFrame>
    </section>
  );
}

/** An event is at an address of its own; its revision is the draft's. */
async function saveEvent(
  { event, revision }: DraftView,
  body: Record<string, unknown>,
  renew: () => Promise<void>,
): Promise<AgendaEvent> {
  try {
    const saved = await call<AgendaEvent>(`/api/events/${event.slug}`, { method: 'PATCH', body, revision });
    if (saved.slug === event.slug) await renew();
    return saved;
  } catch (error) {
    await renew();
    throw error;
  }
}
