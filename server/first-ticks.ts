/**
 * Shows the compiler `process.nextTick` before anything else does.
 *
 * Node.js calls it about eight times for each request. When the compiler first meets it amid the mixed
 * work of a start, V8 (of Node.js 20) takes the objects it makes for unlike each other and never again
 * makes them the quick way: a tenth of the server's time went there, for as long as it ran. A short run
 * of it alone at the very start prevents that; the start takes a few milliseconds longer. Measured with
 * `npm run bench -- feed-200` on a busy machine: mostly 0.67 to 0.77 of the bare route without this
 * file, mostly 0.81 to 0.96 with it.
 */
const ENOUGH_TO_BE_COMPILED = 20_000;

for (let tick = 0; tick < ENOUGH_TO_BE_COMPILED; tick += 1) {
  // A function of its own each time, as it will be later: one alone would be taken for a constant.
  process.nextTick(() => {});
}
