import { faceAt } from './clock-face.ts';

/** The zone of the browser, or null: it may know none, or one by a name (`Etc/Unknown`) that it cannot compute with. */
export function browserZone(): string | null {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    faceAt(0, timeZone);
    return timeZone;
  } catch {
    return null;
  }
}
