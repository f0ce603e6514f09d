import type { ReactNode } from 'react';
import { PartLink } from '../organise/PartLink.tsx';
import { type PollsView, pollsAddress } from './poll-address.ts';

/** Looks at something else, and asks first where something typed would be lost. */
export type Go = (view: PollsView) => void;

export interface PollsLinkProps {
  readonly slug: string;
  readonly to: PollsView;
  readonly onGo: Go;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A way to another part of the page. */
export function PollsLink({ slug, to, onGo, className, children }: PollsLinkProps) {
  return (
    <PartLink href={pollsAddress(slug, to)} onFollow={() => onGo(to)} className={className}>
      {children}
    </PartLink>
  );
}
