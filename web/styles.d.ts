/** Style sheets are only imported by what Vite bundles; to the compiler they are files without values. */
declare module '*.css';
declare module 'virtual:theme.css';
