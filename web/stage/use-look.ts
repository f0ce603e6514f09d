/** The shared screen is dark, whatever the system is, until somebody switches it; on this device it then stays so. */
import { useEffect, useState } from 'react';

export type Look = 'dark' | 'light';

const KEY = 'plenum-stage-look';

export function useLook(): [Look, () => void] {
  const [look, setLook] = useState<Look>('dark');
  useEffect(() => setLook(remembered()), []);
  const flip = () => {
    const next = look === 'dark' ? 'light' : 'dark';
    remember(next);
    setLook(next);
  };
  return [look, flip];
}

function remembered(): Look {
  try {
    return localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';
  } catch {
    return 'dark';
  }
}

function remember(look: Look): void {
  try {
    if (look === 'light') localStorage.setItem(KEY, look);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: the choice holds until the page is loaded again.
  }
}
