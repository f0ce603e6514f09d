/** The people of an event as a file. */
import type { Actor } from '../../kernel/actor.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import { inUtc } from '../roster/participant.ts';
import { listParticipants } from '../roster/participant-store.ts';
import { listRoles } from '../roster/role-store.ts';
import { rolesToWrite } from '../roster/roles.ts';
import { type WrittenPerson, writePeople } from './people-csv.ts';

export interface PeopleExportService {
  /** In order of name, without those who were removed or erased. That it was made is written down. @throws AppError as `demand`. */
  write(actor: Actor, event: EventRef): Promise<string>;
}

export function createPeopleExportService(needs: PeopleNeeds): PeopleExportService {
  return {
    write: async (actor, event) => {
      demand(actor, 'export-people', placeOf(event));
      return await inTransaction(needs.db, async (tx) => {
        const participants = await listParticipants(tx, event.id, {});
        const roles = await listRoles(tx, event.id, null);
        const written = participants.flatMap((each): WrittenPerson[] => {
          const { id, name, person, organisation, tags, wishes, state, registeredAt } = each;
          if (!person || state === 'removed') return [];
          const given = rolesToWrite(roles.get(id) ?? [], event.days);
          const { email } = person;
          return [{ name, email, organisation, roles: given, tags, wishes, state, registeredAt: inUtc(registeredAt) }];
        });
        const details = { people: written.length };
        await needs.record(tx, { eventId: event.id, actor, action: 'people-exported', subject: null, details });
        return writePeople(written);
      });
    },
  };
}
