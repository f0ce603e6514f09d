/** Invites by mail: one, or thousands in few statements. */
import type { Kysely } from 'kysely';
import { inPortions } from '../../kernel/portions.ts';
import { hashSecret, newId, newSecret } from '../../kernel/random.ts';
import type { PeopleLinkRow, Tables } from '../../kernel/tables.ts';
import type { EventRef } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import { LINK_PREFIX, linkAddress, linkEndsAt } from './link.ts';
import { insertLinks } from './link-store.ts';
import { invitationMail } from './sign-in-mail.ts';

/** Whom an invitation goes to. */
export interface Invited {
  readonly email: string;
  readonly emailKey: string;
  /** As the organisers wrote it. */
  readonly name: string;
}

/**
 * Mails each of them a link of their own, which holds until the event ends. Announce `mail-waiting` after the
 * commit.
 */
export async function enqueueInvitations(
  { clock, enqueue, publicUrl }: Pick<PeopleNeeds, 'clock' | 'enqueue' | 'publicUrl'>,
  tx: Kysely<Tables>,
  event: EventRef,
  invited: readonly Invited[],
): Promise<void> {
  const now = clock.now();
  const times = { created_at: now, expires_at: linkEndsAt('invitation', now, event), mailed_at: now };
  await inPortions(invited, async (portion) => {
    const made = portion.map((to) => ({ to, token: newSecret(LINK_PREFIX) }));
    await insertLinks(
      tx,
      made.map(({ to, token }) => ({ ...linkOf(to, token), ...times, event_id: event.id })),
    );
    const mails = made.map(({ to, token }) => {
      return invitationMail(to.email, to.name, linkAddress(publicUrl(), token), event);
    });
    await enqueue(tx, ...mails);
  });
}

function linkOf({ email, emailKey }: Invited, token: string) {
  return {
    id: newId(),
    purpose: 'invitation',
    email,
    email_key: emailKey,
    request_hash: null,
    link_hash: hashSecret(token),
    code_hash: null,
    tries: 0,
    used_at: null,
  } satisfies Partial<PeopleLinkRow>;
}
