import type { Go } from './PollsLink.tsx';

export interface ZoomImportProps {
  readonly slug: string;
  readonly onGo: Go;
  readonly onSaid: (text: string) => void;
}

export function ZoomImport(_: ZoomImportProps) {
  return <h1 className="page-title">Read in a Zoom report</h1>;
}
