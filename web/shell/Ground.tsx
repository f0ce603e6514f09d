import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { theme } from './theme.ts';

/**
 * Mantine with our theme. Its variables come from a style sheet and the colours are switched by
 * `colour-scheme.ts`, so that it writes nothing into the page by itself.
 */
export function Ground({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={nowhere}
      deduplicateInlineStyles
    >
      {children}
    </MantineProvider>
  );
}

const nowhere = () => undefined;
