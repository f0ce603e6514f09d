import type { Sound } from './sound.ts';

export interface SoundSwitchProps extends Pick<Sound, 'isOn' | 'flip'> {
  /** For what else there is a tone: `, and when a poll opens,`. */
  readonly alsoFor?: string;
}

/** Says what it is and what a press does. */
export function SoundSwitch({ isOn, flip, alsoFor = '' }: SoundSwitchProps) {
  return (
    <button type="button" className="plain-button scripted-only" onClick={flip}>
      {`Sound at 5, 1 and 0 minutes${alsoFor} is ${isOn ? 'on' : 'off'}`}
    </button>
  );
}
