import type { Sound } from './sound.ts';

/** Says what it is and what a press does. */
export function SoundSwitch({ isOn, flip }: Sound) {
  return (
    <button type="button" className="plain-button scripted-only" onClick={flip}>
      {isOn ? 'Sound at 5, 1 and 0 minutes is on' : 'Sound at 5, 1 and 0 minutes is off'}
    </button>
  );
}
