import type { Hub } from '../hub.ts';
import { acceptAll, type Answered, type Delivery } from './accept.ts';

/** Writes down what a request brought, together with what others bring at the same time. Resolves when it is on disk. */
export const deliver = (hub: Hub, delivery: Delivery): Promise<Answered> =>
  hub.intake.take(delivery, delivery.items.length, (deliveries: readonly Delivery[]) =>
    hub.store.write((tx) => acceptAll(hub, tx, deliveries)),
  );
