/** The chair's hand: what was asked about, what is done, and what came of it. */
import { useState } from 'react';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { ConsoleView, RippleView } from '../../agenda/show/show-view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { commandText } from './chair-words.ts';

/** A command that is shown before it is done. */
export interface Asked {
  readonly command: ShowCommand;
  /** Null until it was worked out, or where it cannot be done. */
  readonly ripple: RippleView | null;
  readonly error: unknown;
  /** Why the chair is asked first, where it is not always so. */
  readonly reasons: readonly string[];
  /** Why it was worked out once more. */
  readonly again: string | null;
  /** What is asked about once this is done: this was a way out of its conflict. */
  readonly following: ShowCommand | null;
}

/** A line under the buttons that caused it. */
export interface Trouble {
  readonly at: 'controls' | 'take';
  readonly error: unknown;
  /** What is said instead of the error, where there is more to say. */
  readonly words: string | null;
}

export interface Desk {
  readonly asked: Asked | null;
  readonly busy: boolean;
  readonly said: string;
  readonly trouble: Trouble | null;
  readonly say: (text: string) => void;
  readonly ask: (command: ShowCommand, reasons?: readonly string[]) => void;
  /** Asks about a way out of a conflict, and then about the same command again. */
  readonly askFirst: (command: ShowCommand) => void;
  readonly renewPreview: () => void;
  readonly apply: () => void;
  readonly cancel: () => void;
  readonly act: (command: ShowCommand) => void;
  readonly undo: () => void;
  readonly takeControls: () => void;
}

export interface DeskNeeds {
  readonly slug: string;
  readonly view: ConsoleView;
  /** `participant:ID` */
  readonly self: string;
  /** Hands on what the server answered. */
  readonly onView: (view: ConsoleView) => void;
}

const IN_BETWEEN = 'The day was changed in between. This is what it would change now.';

export function useDesk({ slug, view, self, onView }: DeskNeeds): Desk {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const show = `/api/events/${slug}/days/${view.day.number}/show`;
  const { run } = view.day;

  async function preview(question: Omit<Asked, 'ripple' | 'error'>): Promise<void> {
    const asking: Asked = { ...question, ripple: null, error: null };
    setAsked(asking);
    const settle = (answer: Partial<Asked>) =>
      setAsked((known) => (known?.command === question.command ? { ...known, ...answer } : known));
    try {
      settle({ ripple: await call<RippleView>(`${show}/preview`, { method: 'POST', body: question.command }) });
    } catch (error) {
      settle({ error });
    }
  }

  /** What changes the day, in one place: one at a time, and what was refused leads to the day as it is. */
  async function change({ path, revision, at, body, onDone }: Change): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    say('');
    try {
      const content = body === undefined ? {} : { body };
      onView(await call<ConsoleView>(show + path, { method: 'POST', revision, ...content }));
      onDone();
    } catch (error) {
      await explain(error, at);
    } finally {
      setBusy(false);
    }
  }

  async function explain(error: unknown, at: Trouble['at']): Promise<void> {
    const code = error instanceof ProblemError ? error.code : null;
    if (code !== 'revision-stale' && code !== 'controls-elsewhere') return setTrouble({ at, error, words: null });
    const now = await call<ConsoleView>(show).catch(() => null);
    if (now) onView(now);
    setTrouble({ at, error, words: now && fasterText(now, self, at) });
    // What was asked about is worked out anew, unless somebody else has the controls now.
    if (now && code === 'revision-stale' && asked !== null && at === 'controls')
      void preview({ ...asked, again: IN_BETWEEN });
  }

  const order = (command: ShowCommand, revision: number, onDone: () => void = () => undefined) => {
    const done = () => {
      say(`Done: ${commandText(command, run)}.`);
      onDone();
    };
    void change({ path: '/commands', revision, at: 'controls', body: command, onDone: done });
  };

  return {
    ...{ asked, busy, said, say, trouble },
    ask: (command, reasons = []) => {
      setTrouble(null);
      void preview({ command, reasons, again: null, following: null });
    },
    askFirst: (command) => {
      const following = asked?.following ?? asked?.command ?? null;
      void preview({ command, reasons: [], again: null, following });
    },
    renewPreview: () => asked && void preview({ ...asked, again: IN_BETWEEN }),
    apply: () => {
      if (!asked?.ripple) return;
      const { command, ripple, following } = asked;
      order(command, ripple.version, () => {
        const done = `Done: ${commandText(command, run)}. Undo takes it back.`;
        if (following) void preview({ command: following, reasons: [done], again: null, following: null });
        else setAsked(null);
      });
    },
    cancel: () => {
      setAsked(null);
      setTrouble(null);
    },
    act: (command) => order(command, view.version),
    undo: () => {
      const onDone = () => say(`Taken back: ${view.undo ?? 'the last command'}.`);
      void change({ path: '/undo', revision: view.version, at: 'controls', onDone });
    },
    takeControls: () => {
      const onDone = () => say('You have the controls.');
      void change({ path: '/controls', revision: view.version, at: 'take', onDone });
    },
  };
}

interface Change {
  readonly path: string;
  readonly revision: number;
  readonly at: Trouble['at'];
  readonly body?: unknown;
  readonly onDone: () => void;
}

/** To the one of two who was later. */
function fasterText({ control }: ConsoleView, self: string, at: Trouble['at']): string {
  if (control && control.by !== self)
    return at === 'take'
      ? `${control.name} took the controls at the same time and was faster.`
      : `${control.name} has taken the controls. Nothing of yours was done.`;
  return 'The day was changed in between, so nothing was done. Look at it as it is now and try again.';
}
