import type { CheckupRef } from '../../contract/revision.ts';
import type { VerifyKey } from '../../contract/bundle.ts';
import type { CompiledForm } from '../../forms/form.ts';
import type { Hub } from '../hub.ts';
import {
  findBooking,
  findSession,
  findSubject,
  type BookingRow,
  type SessionRow,
  type SubjectRow,
} from '../store/roster.ts';
import { findStaffKey } from '../store/staff-keys.ts';
import { findStaff, type StaffRow } from '../store/staff.ts';

/**
 * What the hub's tables say while one request is examined. A tablet sends the visits of one session, section after
 * section: what several revisions of a request ask for is read once.
 */
export class Lookups {
  readonly hub: Hub;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(hub: Hub) {
    this.hub = hub;
  }

  session(municipality: string, sessionId: string): Promise<SessionRow | undefined> {
    return this.#once(['session', municipality, sessionId], () =>
      findSession(this.hub.store.db, municipality, sessionId),
    );
  }

  subject(municipality: string, subjectId: string): Promise<SubjectRow | undefined> {
    return this.#once(['subject', municipality, subjectId], () =>
      findSubject(this.hub.store.db, municipality, subjectId),
    );
  }

  booking(of: Pick<CheckupRef, 'sessionId' | 'subjectId' | 'program'>): Promise<BookingRow | undefined> {
    return this.#once(['booking', of.sessionId, of.subjectId, of.program], () =>
      findBooking(this.hub.store.db, of),
    );
  }

  staff(municipality: string, staffId: string): Promise<StaffRow | undefined> {
    return this.#once(['staff', municipality, staffId], () =>
      findStaff(this.hub.store.db, municipality, staffId),
    );
  }

  staffKey(kid: string): Promise<(VerifyKey & { readonly staffId: string }) | undefined> {
    return this.#once(['staff key', kid], () => findStaffKey(this.hub.store.db, kid));
  }

  form(formId: string, formVersion: string): Promise<CompiledForm | undefined> {
    return this.#once(['form', formId, formVersion], () =>
      this.hub.forms.find(this.hub.store.db, formId, formVersion),
    );
  }

  #once<T>(asked: readonly string[], find: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(asked);
    const found = (this.#read.get(name) as Promise<T> | undefined) ?? find();
    this.#read.set(name, found);
    return found;
  }
}
