import { listQuarantine } from '../store/quarantine.ts';
import type { Hub } from '../hub.ts';

/** Everything the hub keeps of what tablets sent. */
export const received = async (hub: Hub, municipality: string) => {
  const { db } = hub.store;
  return {
    revisions: await db.selectFrom('revision').selectAll().orderBy('hub_seq').execute(),
    receipts: await db.selectFrom('receipt').selectAll().execute(),
    arrivals: await db.selectFrom('audit').selectAll().where('action', '=', 'revision-received').execute(),
    quarantined: await listQuarantine(db, municipality, 100),
  };
};

/** Status and code of a problem document, whose text must tell nothing else. */
export const problemOf = async (response: Response): Promise<{ status: number; code: unknown }> => {
  const body = (await response.json()) as Record<string, unknown>;
  const text = JSON.stringify(body);
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  if (!isProblem || body['status'] !== response.status) throw new Error(`not a problem document: ${text}`);
  if (/\bat \S+:\d+|Error|node_modules|山田|やまだ/.test(text)) throw new Error(`it tells too much: ${text}`);
  return { status: response.status, code: body['code'] };
};
