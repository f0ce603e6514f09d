import { TextField } from '../shell/fields.tsx';
import type { MomentReading, TypedMoment } from './moment.ts';

export interface MomentFieldProps {
  /** `Opens` */
  readonly label: string;
  readonly hint: string;
  readonly value: TypedMoment;
  readonly reading: MomentReading;
  /** What the server said of it, if anything. */
  readonly error: string | null;
  readonly onChange: (value: TypedMoment) => void;
}

/** A date and a clock time of the event's zone; where that is doubtful, the choice spelled out. */
export function MomentField({ label, hint, value, reading, error, onChange }: MomentFieldProps) {
  const choose = reading.kind === 'doubtful' ? reading : null;
  const chosen = value.clock.length > 5 ? value.clock.slice(5) : null;
  return (
    <fieldset className="moment">
      <legend className="moment-label">{label}</legend>
      <p className="people-hint">{hint}</p>
      <div className="moment-fields">
        <TextField label="Date" type="date" value={value.date} onChange={(date) => onChange({ ...value, date })} />
        <TextField
          label="Time"
          type="time"
          value={value.clock.slice(0, 5)}
          onChange={(clock) => onChange({ ...value, clock })}
        />
      </div>
      {chosen && <p className="people-hint">Read as UTC{chosen}: the clocks show this time twice on that day.</p>}
      {reading.kind === 'wrong' && (
        <p className="moment-error" role="alert">
          {reading.message}
        </p>
      )}
      {choose && (
        <div className="moment-error" role="alert">
          <p>{choose.message}</p>
          <div className="buttons">
            {choose.choices.map(({ clock, label: text }) => (
              <button key={clock} type="button" className="people-pick" onClick={() => onChange({ ...value, clock })}>
                {text}
              </button>
            ))}
          </div>
        </div>
      )}
      {error && <p className="moment-error">{error}</p>}
    </fieldset>
  );
}
