/** Not followed by anybody: the version by which each process notices that somebody's rights may have changed. */

/** Of an event: who is in it and with which roles, and its keys. Of every event: whose sign-ins have ended. */
export const STANDINGS_TOPIC = 'standings';
