/** People's own places over HTTP, and organisers' word on who is absent. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { canBeId, type ParticipantId } from '../../kernel/ids.ts';
import type { PlaceService } from '../breakout-service.ts';
import { ownAbsence, ownMove, ownWishes } from '../schema.ts';

const params = z.object({ event: z.string() });
const ofRound = params.extend({ round: z.string() });
const ofSomebody = ofRound.extend({ participant: z.string() });
const tags = ['breakouts'];
const own = { policy: 'take-place' } as const;

export const placeRoutes: FastifyPluginAsyncZod<{ readonly places: PlaceService }> = async (app, { places }) => {
  app.get(
    '/api/events/:event/me/breakouts',
    { config: own, schema: { tags, summary: 'Your rooms', params } },
    async ({ actor, event }) => places.readOwn({ actor, event }),
  );

  app.post(
    '/api/events/:event/me/breakouts/:round/deal-in',
    {
      config: own,
      schema: { tags, summary: 'Be given a room of a round that has begun without you', params: ofRound },
    },
    async ({ actor, event, params: { round } }) => places.dealIn({ actor, event }, round),
  );

  app.post(
    '/api/events/:event/me/breakouts/:round/move',
    { config: own, schema: { tags, summary: 'Move to another room', params: ofRound, body: ownMove } },
    async ({ actor, event, params: { round }, body: { room } }) => places.moveOwn({ actor, event }, round, room),
  );

  app.post(
    '/api/events/:event/me/breakouts/:round/join',
    { config: own, schema: { tags, summary: 'Say that you join your room, and learn where', params: ofRound } },
    async ({ actor, event, params: { round } }) => places.join({ actor, event }, round),
  );

  app.put(
    '/api/events/:event/me/breakouts/:round/absence',
    { config: own, schema: { tags, summary: 'Say whether you will be away', params: ofRound, body: ownAbsence } },
    async ({ actor, event, params: { round }, body: { absent } }) =>
      places.setAbsent({ actor, event }, round, null, absent),
  );

  app.put(
    '/api/events/:event/me/breakouts/wishes',
    { config: own, schema: { tags, summary: 'Rank the topics', params, body: ownWishes } },
    async ({ actor, event, body }) => places.setWishes({ actor, event }, body),
  );

  app.put(
    '/api/events/:event/breakouts/rounds/:round/absences/:participant',
    {
      config: { policy: 'edit-breakouts' },
      schema: { tags, summary: 'Say whether somebody will be away', params: ofSomebody, body: ownAbsence },
    },
    async ({ actor, event, params: { round, participant }, body: { absent } }) =>
      places.setAbsent({ actor, event }, round, idOf(participant), absent),
  );
};

function idOf(text: string): ParticipantId {
  if (canBeId(text)) return text as ParticipantId;
  throw new AppError('not-found', 'There is no such participant.');
}
