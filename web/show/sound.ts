/** A tone when the time runs out: off until the reader presses, remembered, and never without a press before it. */
import { useEffect, useRef, useState } from 'react';
import { type Nearness, nearnessOf } from './show-words.ts';

const KEY = 'plenum-sound';

export interface Sound {
  readonly isOn: boolean;
  /** To be called by a press: browsers make no sound before one. */
  readonly flip: () => void;
  /** Two tones for something else that has come, where sound is on. */
  readonly ring: () => void;
}

/** How many tones are to be heard when one follows on the other; a step back is none. */
export function tonesBetween(before: Nearness, after: Nearness): 0 | 1 | 2 | 3 {
  const order: readonly Nearness[] = ['far', 'five', 'one', 'out'];
  if (order.indexOf(after) <= order.indexOf(before)) return 0;
  return after === 'five' ? 1 : after === 'one' ? 2 : 3;
}

/** @param left milliseconds of what is on; null for nothing. @param of what is on: another one begins anew. */
export function useSound(left: number | null, of: string | null): Sound {
  const [isOn, setOn] = useState(false);
  const device = useRef<AudioContext | null>(null);
  const known = useRef<{ of: string | null; nearness: Nearness } | null>(null);
  const nearness = nearnessOf(left);
  useEffect(() => setOn(isRemembered()), []);
  useEffect(() => (isOn ? wakeOnPress(device) : undefined), [isOn]);
  useEffect(() => {
    const before = known.current;
    known.current = { of, nearness };
    if (!isOn || before === null || before.of !== of) return;
    play(device.current, tonesBetween(before.nearness, nearness));
  }, [isOn, of, nearness]);
  const flip = () => {
    remember(!isOn);
    setOn(!isOn);
    if (isOn) return;
    device.current ??= new AudioContext();
    play(device.current, 1);
  };
  const ring = () => {
    if (isOn) play(device.current, 2);
  };
  return { isOn, flip, ring };
}

/** After a reload the choice is known, and the first press anywhere lets the tones through. */
function wakeOnPress(device: { current: AudioContext | null }): () => void {
  const wake = () => {
    device.current ??= new AudioContext();
    void device.current.resume();
  };
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
  return () => {
    removeEventListener('pointerdown', wake);
    removeEventListener('keydown', wake);
  };
}

/** Soft beeps of a fifth of a second. */
function play(device: AudioContext | null, count: number): void {
  if (device?.state !== 'running' && device?.state !== 'suspended') return;
  for (let beep = 0; beep < count; beep += 1) {
    const start = device.currentTime + beep * 0.35;
    const tone = device.createOscillator();
    const loudness = device.createGain();
    tone.frequency.value = 660;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.2, start + 0.02);
    loudness.gain.linearRampToValueAtTime(0, start + 0.2);
    tone.connect(loudness).connect(device.destination);
    tone.start(start);
    tone.stop(start + 0.22);
  }
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: the choice holds for this page only.
  }
}
