import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { StoreKind } from './hub-store.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { ownItems } from './migrations/0002-own-items.ts';
import { ruleSettings } from './migrations/0003-rule-settings.ts';
import { deviceReports } from './migrations/0005-device-reports.ts';
import { staffKeys } from './migrations/0006-staff-keys.ts';
import { recovery } from './migrations/0007-recovery.ts';
import { programWindows } from './migrations/0008-program-windows.ts';
import { deliveredOn } from './migrations/0009-delivered-on.ts';
import { chainBreaks } from './migrations/0010-chain-breaks.ts';
import { backedUpLogs } from './migrations/0011-backed-up-logs.ts';
import { spansAndStations } from './migrations/0012-spans-and-stations.ts';
import type { Tables } from './tables.ts';

/** Numbered steps; a released step is never edited, only followed by another. */
const steps = (kind: StoreKind): Record<string, Migration> => ({
  '0001-first-schema': firstSchema(kind),
  '0002-own-items': ownItems,
  '0003-rule-settings': ruleSettings,
  '0005-device-reports': deviceReports(kind),
  '0006-staff-keys': staffKeys(kind),
  '0007-recovery': recovery,
  '0008-program-windows': programWindows,
  '0009-delivered-on': deliveredOn,
  '0010-chain-breaks': chainBreaks(kind),
  '0011-backed-up-logs': backedUpLogs(kind),
  '0012-spans-and-stations': spansAndStations,
});

/** Brings the schema to the newest step, all in one transaction. @throws when a step fails; nothing is changed then */
export const migrate = async (db: Kysely<Tables>, kind: StoreKind): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps(kind)) },
    migrationTableName: 'schema_step',
    migrationLockTableName: 'schema_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('schema migration failed');
};
