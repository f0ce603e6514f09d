/**
 * The arrows of the house. Each rule says in its comment why it is there, and that reason is what a
 * failed check prints. Files that nobody uses are found by knip, not here.
 */

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

const ROOMS = 'people|agenda|polls|questions|breakouts|notes|notifications';
const SIBLINGS = 'polls|questions|breakouts|notes';
const SHELL = '[/-](store|service|routes|jobs)\\.tsx?$';
/** Files of these kinds in a room. @param {string} kinds */
const inRoom = (kinds) => `^(${ROOMS})(/|/.*[/-])(${kinds})\\.tsx?$`;
/** Everything in these folders. @param {string} folders */
const within = (folders) => `^(${folders})/`;

/** From left to right: nobody imports from a room that stands to the right of its own. @type {Rule[]} */
const leftOnly = [
  {
    name: 'kernel-imports-nobody',
    comment: 'kernel/ holds the words that all rooms share, so it may know none of the rooms.',
    from: { path: within('kernel') },
    to: { path: within(`${ROOMS}|server|web`) },
  },
  {
    name: 'people-import-only-left',
    comment: 'Arrows point left: people/ stands before agenda/ and all that follows, and may use kernel/ alone.',
    from: { path: within('people') },
    to: { path: within(`agenda|${SIBLINGS}|notifications|web`) },
  },
  {
    name: 'agenda-imports-only-left',
    comment: 'Arrows point left: agenda/ may use kernel/ and people/; what reacts to the agenda imports it.',
    from: { path: within('agenda') },
    to: { path: within(`${SIBLINGS}|notifications|web`) },
  },
  {
    name: 'middle-rooms-import-only-left',
    comment:
      'Arrows point left: polls/, questions/, breakouts/ and notes/ are told of by notifications/, not the reverse.',
    from: { path: within(SIBLINGS) },
    to: { path: within('notifications|web') },
  },
  {
    name: 'siblings-are-strangers',
    comment:
      'polls/, questions/, breakouts/ and notes/ never import each other, so that each can be changed or left out alone.',
    from: { path: `^(${SIBLINGS})/` },
    to: { path: within(SIBLINGS), pathNot: '^$1/' },
  },
  {
    name: 'notifications-import-only-left',
    comment: 'Arrows point left: notifications/ says what the rooms before it did, and shows nothing itself.',
    from: { path: within('notifications') },
    to: { path: within('web') },
  },
  {
    name: 'nobody-imports-server',
    comment:
      'server/ is where everything is put together. A room that needs something of it is handed it by server/wiring.ts.',
    from: { path: within(`kernel|${ROOMS}|web`) },
    to: { path: within('server') },
  },
];

/** Inside a room: core ← store ← service ← routes, jobs. @type {Rule[]} */
const insideARoom = [
  {
    name: 'core-knows-no-shell',
    comment:
      'A core file is data in, data out: it may not import a store, a service, routes or jobs, whosever they are.',
    from: { path: within(ROOMS), pathNot: SHELL },
    to: { path: inRoom('store|service|routes|jobs') },
  },
  {
    name: 'core-is-pure',
    comment:
      'A core file takes now and seed as arguments: no clock, randomness, files, network, database or web framework, so that it gives the same answer everywhere.',
    from: { path: within(`kernel|${ROOMS}`), pathNot: `${SHELL}|^kernel/(clock|random)\\.ts$` },
    to: {
      path: [
        '^kernel/(clock|random)\\.ts$',
        '(^|node_modules/)(@types/)?(better-sqlite3|pg|kysely|fastify|fastify-type-provider-zod|@fastify|nodemailer|pino|prom-client)(/|$)',
      ],
      // The shape of a port may name a transaction; a type does nothing.
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'core-asks-no-machine',
    comment:
      'Of Node.js itself a core file may use only what computes: not its files, network, processes, clocks or random numbers. Digests come from kernel/digest.ts.',
    from: { path: within(`kernel|${ROOMS}`), pathNot: `${SHELL}|^kernel/(clock|random|digest)\\.ts$` },
    to: {
      dependencyTypes: ['core'],
      pathNot: '^(node:)?(url|util|path|querystring|string_decoder|buffer|assert)(/|$)',
    },
  },
  {
    name: 'store-knows-no-service',
    comment: 'A store holds the SQL of its room and nothing else: it may not import a service, routes or jobs.',
    from: { path: inRoom('store') },
    to: { path: inRoom('service|routes|jobs') },
  },
  {
    name: 'service-knows-no-routes',
    comment: 'A service decides and saves whoever asks: it may not import routes or jobs, which are two ways to ask.',
    from: { path: inRoom('service') },
    to: { path: inRoom('routes|jobs') },
  },
  {
    name: 'routes-and-jobs-ask-the-service',
    comment: 'Routes and jobs are thin calls into a service: a store behind its back would escape its rules.',
    from: { path: inRoom('routes|jobs') },
    to: { path: inRoom('store') },
  },
  {
    name: 'routes-and-jobs-are-strangers',
    comment: 'Routes and jobs are two ways into a service and stand side by side: neither may import the other.',
    from: { path: `^(?:${ROOMS})(?:/|/.*[/-])(routes|jobs)\\.tsx?$` },
    to: { path: inRoom('routes|jobs'), pathNot: '[/-]$1\\.tsx?$' },
  },
  {
    name: 'shell-stays-in-its-room',
    comment:
      "A room may import another room's core, never its shell: what crosses rooms at run time is handed in by server/wiring.ts.",
    from: { path: `^(${ROOMS})/` },
    to: { path: inRoom('store|service|routes|jobs'), pathNot: '^$1/' },
  },
  {
    name: 'sql-stands-in-stores',
    comment: 'All SQL of a room stands in its store: services and routes may name the types of kysely, not use it.',
    from: { path: inRoom('service|routes|jobs') },
    to: { path: '(^|node_modules/)(kysely|pg|better-sqlite3)(/|$)', dependencyTypesNot: ['type-only'] },
  },
];

/** @type {Rule[]} */
const browserSide = [
  {
    name: 'web-takes-only-pure-core',
    comment:
      'web/ runs in browsers: of the rooms it may take schemas, views and pure core, never what touches the server.',
    from: { path: within('web') },
    to: { path: [inRoom('store|service|routes|jobs'), '^kernel/(clock|random|tables)\\.ts$'] },
  },
  {
    name: 'server-takes-only-renderers-of-web',
    comment:
      'server/ may import what renders a page (render.tsx or NAME.render.tsx); all else of web/ is built for browsers.',
    from: { path: within('server') },
    to: { path: within('web'), pathNot: '(^|[/.])render\\.tsx?$' },
  },
];

/** @type {Rule[]} */
const everywhere = [
  {
    name: 'no-circle',
    comment: 'Files that import each other in a circle cannot be read, tested or replaced one by one.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'product-needs-no-tests',
    comment: 'tests/ and bench/ look at the product from outside; the product must run without them.',
    from: { path: within(`kernel|${ROOMS}|server|web`) },
    to: { path: within('tests|bench') },
  },
  {
    name: 'nothing-for-development-only',
    comment:
      'A package for development is not there where the product runs: list it under dependencies, or do without.',
    from: { path: within(`kernel|${ROOMS}|server|web`), pathNot: '^web/vite\\.config\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'every-import-is-found',
    comment: 'An import that leads nowhere fails when the file is loaded.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...leftOnly, ...insideARoom, ...browserSide, ...everywhere].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types alone count too: an arrow that only the compiler sees still ties two rooms.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    moduleSystems: ['es6'],
  },
};
