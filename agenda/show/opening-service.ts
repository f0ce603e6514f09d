/** The show service, put together. */

import { demand } from '../policy.ts';
import { anchorOf } from './anchor-service.ts';
import { removeBanner, setBanner } from './banner-service.ts';
import { command, preview, takeControls, undo } from './command-service.ts';
import type { ShowNeeds } from './day-service.ts';
import { readHandOver } from './hand-over-service.ts';
import type { ShowService } from './show-service.ts';
import { createTicking } from './ticking-service.ts';
import { bannersOf, consoleOf, nowOf, readConsole } from './viewing-service.ts';

export function createShowService(needs: ShowNeeds): ShowService {
  return {
    now: (event) => nowOf(needs, event),
    console: (event, day) => consoleOf(needs, event, day),
    banners: (event, audience) => bannersOf(needs, event, audience),
    anchorOf: (db, eventId, dayId, entry, now) => anchorOf(needs, db, { eventId, dayId, entry }, now),
    readNow: async (actor, event) => {
      demand(actor, 'follow-show', event);
      return await nowOf(needs, event);
    },
    readConsole: (actor, event, day) => readConsole(needs, { actor, event, day }),
    preview: (of, command) => preview(needs, of, command),
    command: (of, wanted) => command(needs, of, wanted),
    undo: (of) => undo(needs, of),
    takeControls: (of) => takeControls(needs, of),
    setBanner: (actor, event, banner) => setBanner(needs, actor, event, banner),
    removeBanner: (actor, event, id) => removeBanner(needs, actor, event, id),
    handOver: (actor, event, day) => readHandOver(needs, { actor, event, day }),
    ...createTicking(needs),
  };
}
