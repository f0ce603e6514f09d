/**
 * The look of every page: warm neutral greys, one deep blue-green accent that is lighter in the dark,
 * amber and red for time and errors only. Sizes 14, 16, 20, 28 and 44; an 8-pixel rhythm; corners 6.
 */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ed',
  '#e8e5df',
  '#d9d5cd',
  '#c0bab0',
  '#9a9389',
  '#756f66',
  '#57524a',
  '#3b3731',
  '#211f1b',
];

const dark: MantineColorsTuple = [
  '#ece9e3',
  '#cfcac1',
  '#b5afa5',
  '#8f897f',
  '#4d4941',
  '#3b3832',
  '#2c2a26',
  '#191815',
  '#131210',
  '#0d0c0b',
];

const accent: MantineColorsTuple = [
  '#e9f5f6',
  '#d3e9eb',
  '#a9d5d9',
  '#7cc4cb',
  '#5fb4bd',
  '#34909b',
  '#1b7580',
  '#0f616b',
  '#0b535c',
  '#07414a',
];

const amber: MantineColorsTuple = [
  '#fdf4e3',
  '#f9e6c3',
  '#f2cf8d',
  '#ebb95a',
  '#dda136',
  '#b97f18',
  '#95640c',
  '#7b5106',
  '#634104',
  '#4a3002',
];

const red: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dbd7',
  '#f0b4ad',
  '#e98c83',
  '#dc6459',
  '#c2443a',
  '#a8322a',
  '#8f2720',
  '#741e18',
  '#561511',
];

/** The colour families that exist. Components of Mantine may be given no other. */
export const COLOUR_FAMILIES = ['gray', 'dark', 'accent', 'amber', 'red'] as const;

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

export const theme = createTheme({
  colors: { gray, dark, accent, amber, red },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  white: '#ffffff',
  black: '#211f1b',
  fontFamily,
  headings: {
    fontFamily,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '2.75rem', lineHeight: '3.25rem' },
      h2: { fontSize: '1.75rem', lineHeight: '2.25rem' },
      h3: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h4: { fontSize: '1rem', lineHeight: '1.5rem' },
    },
  },
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  lineHeights: { xs: '1.4286', sm: '1.4286', md: '1.5', lg: '1.4', xl: '1.2857' },
  spacing: { xs: '0.5rem', sm: '1rem', md: '1.5rem', lg: '2rem', xl: '3rem' },
  defaultRadius: 'sm',
  radius: { xs: '0.375rem', sm: '0.375rem', md: '0.375rem', lg: '0.375rem', xl: '0.375rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  // Written out, so that style sheets can tell a filled button by its attribute.
  components: { Button: { defaultProps: { variant: 'filled' } } },
});
