import type { ReactNode } from 'react';
import { PartLink } from '../organise/PartLink.tsx';
import { type BreakoutsView, breakoutsAddress } from './breakouts-address.ts';

/** Looks at something else, and asks first where something typed would be lost. */
export type Go = (view: BreakoutsView) => void;

export interface BreakoutsLinkProps {
  readonly slug: string;
  readonly to: BreakoutsView;
  readonly onGo: Go;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A way to another part of the page. */
export function BreakoutsLink({ slug, to, onGo, className, children }: BreakoutsLinkProps) {
  return (
    <PartLink href={breakoutsAddress(slug, to)} onFollow={() => onGo(to)} className={className}>
      {children}
    </PartLink>
  );
}
