import type { Sound } from './sound.ts';

export interface SoundSwitchProps extends Pick<Sound, 'isOn' | 'flip'> {
  /** For what else there is a tone: `, and when a poll opens`. */
  readonly alsoFor?: string;
}

/** Says what it is and what it is for; a press changes it. */
export function SoundSwitch({ isOn, flip, alsoFor = '' }: SoundSwitchProps) {
  return (
    <div className="sound-switch scripted-only">
      <button type="button" className="plain-button flush-button" onClick={flip}>
        {isOn ? 'Sound is on' : 'Sound is off'}
      </button>
      <p className="sound-for">At 5, 1 and 0 minutes{alsoFor}.</p>
    </div>
  );
}
