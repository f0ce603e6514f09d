import { type ReactNode, useId } from 'react';
import { useOpenDialog } from '../shell/open-dialog.ts';

export interface SidePanelProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/**
 * Something to look at closely or fill in, beside the page; on a phone in place of it. The browser keeps
 * the focus in it, closes it by Escape, and gives the focus back to where it came from.
 */
export function SidePanel({ title, children, onClose }: SidePanelProps) {
  const dialog = useOpenDialog();
  const titleId = useId();
  return (
    <dialog
      ref={dialog}
      className="side-panel"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A dialog inside this one tells its parents of its own cancelling.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="side-panel-head">
        <h2 id={titleId} className="side-panel-title" dir="auto">
          {title}
        </h2>
        <button type="button" className="plain-button side-panel-close" onClick={onClose}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
}
