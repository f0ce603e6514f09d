/** A tone when somebody new waits: off until the reader asks for it, because no page makes a sound by itself. */
import { useEffect, useRef, useState } from 'react';
import { type DeskRequest, newlyWaiting } from './desk.ts';

export function useBell(waiting: readonly DeskRequest[]): readonly [isOn: boolean, flip: () => void] {
  const [device, setDevice] = useState<AudioContext | null>(null);
  const known = useRef(waiting);
  useEffect(() => {
    const isNews = newlyWaiting(known.current, waiting).length > 0;
    known.current = waiting;
    if (isNews && device) ring(device);
  }, [waiting, device]);
  useEffect(() => () => void device?.close(), [device]);
  const flip = () => {
    if (device) return setDevice(null);
    const made = new AudioContext();
    ring(made);
    setDevice(made);
  };
  return [device !== null, flip];
}

function ring(device: AudioContext): void {
  const tone = device.createOscillator();
  const loudness = device.createGain();
  tone.frequency.value = 880;
  loudness.gain.setValueAtTime(0.15, device.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.001, device.currentTime + 0.4);
  tone.connect(loudness).connect(device.destination);
  tone.start();
  tone.stop(device.currentTime + 0.4);
}
