/** Entry of what every page loads first: the style sheets of Mantine, of the theme and of the shell. */
import '@mantine/core/styles/baseline.css';
import 'virtual:theme.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Button.css';
import './shell.css';
