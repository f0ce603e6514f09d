import { PageKeys } from '../shell/PageKeys.tsx';
import { flipFullScreen, useFullScreen } from './use-full-screen.ts';
import type { Look } from './use-look.ts';
import type { Paging } from './use-paging.ts';

export interface StageControlsProps {
  readonly look: Look;
  readonly onFlip: () => void;
  /** Of the summary that is shown. */
  readonly paging: Paging;
}

/** They leave with the pointer, a while after it was moved last; the keys stay. */
export function StageControls({ look, onFlip, paging: { pages, at, turn } }: StageControlsProps) {
  const { isFull, canBe } = useFullScreen();
  const full = isFull ? 'Leave full screen' : 'Full screen';
  const hasPages = pages.length > 1;
  // What a presenter's remote control sends, too.
  const keys = [
    {
      key: 'Right',
      also: ['ArrowRight', 'PageDown'],
      what: 'Next page of a long summary',
      act: hasPages ? () => turn(1) : null,
    },
    { key: 'Left', also: ['ArrowLeft', 'PageUp'], what: 'The page before', act: hasPages ? () => turn(-1) : null },
    { key: 'f', what: 'Full screen, and back', act: canBe ? flipFullScreen : null },
    { key: 'd', what: 'Dark or light', act: onFlip },
  ];
  return (
    <div className="stage-controls scripted-only">
      {hasPages && (
        <>
          <button type="button" className="stage-button" disabled={at === 0} onClick={() => turn(-1)}>
            Page before <kbd>Left</kbd>
          </button>
          <button type="button" className="stage-button" disabled={at === pages.length - 1} onClick={() => turn(1)}>
            Next page <kbd>Right</kbd>
          </button>
        </>
      )}
      {canBe && (
        <button type="button" className="stage-button" onClick={flipFullScreen}>
          {full} <kbd>f</kbd>
        </button>
      )}
      <button type="button" className="stage-button" onClick={onFlip}>
        {look === 'dark' ? 'Light' : 'Dark'} <kbd>d</kbd>
      </button>
      <PageKeys keys={keys} />
    </div>
  );
}
