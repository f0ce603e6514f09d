/** Banners: a line for everybody or for one role, with an end. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { canBeId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { addMinutes } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditEntry } from '../../people/audit/audit.ts';
import { actorRef } from '../../people/audit/audit.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { holdEvent } from '../draft/event-store.ts';
import { demand, demandSomebody, noSuchEvent } from '../policy.ts';
import type { Event } from '../schema.ts';
import { type Banner, deleteBanner, insertBanner, listBanners } from './banner-store.ts';
import type { BannerAudience, NewBanner } from './command-schema.ts';
import type { ShowNeeds } from './day-service.ts';
import { presentSecond, showDays } from './day-service.ts';
import type { BannerView } from './show-view.ts';
import { bannerTopic, consoleTopic } from './topics.ts';
import { bannerView } from './viewing-service.ts';

/** More at a time would be read by nobody, and are sent to everybody with every change. */
const MOST_BANNERS = 20;

export async function setBanner(
  needs: ShowNeeds,
  actor: Actor,
  ref: EventRef,
  { text, audience, minutes }: NewBanner,
): Promise<BannerView> {
  const createdAt = presentSecond(needs.clock);
  const banner: Banner = { id: newId(), text, audience, createdAt, endsAt: addMinutes(createdAt, minutes) };
  await changeBanners(needs, actor, ref, 'banner-set', async (tx) => {
    if ((await listBanners(tx, ref.id, createdAt)).length >= MOST_BANNERS) throw tooMany();
    await insertBanner(tx, ref.id, banner, actorRef(actor, ref.id));
    return banner;
  });
  return bannerView(banner, ref.timeZone);
}

export async function removeBanner(needs: ShowNeeds, actor: Actor, ref: EventRef, id: string): Promise<void> {
  await changeBanners(needs, actor, ref, 'banner-removed', async (tx) => {
    const banner = canBeId(id) ? await deleteBanner(tx, ref.id, id) : undefined;
    if (!banner) throw new AppError('not-found', 'There is no such banner.');
    return banner;
  });
}

async function changeBanners(
  needs: ShowNeeds,
  actor: Actor,
  { id: eventId }: EventRef,
  action: AuditEntry['action'],
  work: (tx: Kysely<Tables>) => Promise<Banner>,
): Promise<void> {
  demandSomebody(actor);
  const topics = await inTransaction(needs.db, async (tx) => {
    const event = await holdEvent(tx, eventId);
    if (!event) throw noSuchEvent();
    demand(actor, 'set-banner', event);
    const { id, audience } = await work(tx);
    await needs.record(tx, { eventId, actor, action, subject: `banner:${id}`, details: { audience } });
    const topics = await bannerTopics(needs, tx, event, [audience]);
    await needs.touch(tx, eventId, ...topics);
    return topics;
  });
  needs.announce({ kind: 'topics-changed', eventId, topics });
}

/** Where banners for these are seen: consoles show all of them. */
export async function bannerTopics(
  needs: ShowNeeds,
  tx: Kysely<Tables>,
  event: Event,
  audiences: readonly BannerAudience[],
): Promise<string[]> {
  const consoles = (await showDays(needs, tx, event)).map(({ day }) => consoleTopic(day.number));
  return [...new Set([...audiences.map(bannerTopic), ...consoles])];
}

function tooMany(): AppError {
  return new AppError('state-not-right', `There are ${MOST_BANNERS} banners already. Take one away first.`);
}
