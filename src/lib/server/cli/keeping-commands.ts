import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DeviceChain } from '../audit/verify-chains.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { deviceLogView } from '../console/device-log-view.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import { hubTime } from '../hub.ts';
import { isReadableByOthers } from '../keys/key-file.ts';
import { fastPins } from '../people/fast-pins.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { readHubState } from '../store/hub-state.ts';
import { backupReach, noteBackup } from '../store/backup-reach.ts';
import { inspectStore } from '../store/inspect-store.ts';
import { listMunicipalities } from '../store/organisations.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { deviceSeqSpans, revisionPage } from '../store/revisions.ts';
import { columns, CommandError, required, tenant, type Command, type CommandContext } from './command.ts';

const newFile = (context: CommandContext): string => {
  const file = resolve(required(context, 'to'));
  if (existsSync(file)) throw new CommandError(`${file} exists already`);
  return file;
};

const backUp = async (context: CommandContext): Promise<void> => {
  const { hub, env, actor, say } = context;
  const file = newFile(context);
  await hub.store.backup(file);
  // What counts is what the copy holds, not what the hub held when the copy began.
  const copy = await openSqlite(file);
  const reach = await backupReach(copy.db);
  await copy.close();
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await noteBackup(tx, reach);
    const detail = { hubSeq: reach.hubSeq };
    await appendAudit(tx, { at, municipality: null, actor, action: 'backup-made', target: 'store', detail });
  });
  say(`${file}: everything received up to number ${String(reach.hubSeq)}`);
  say(`The keys are not in it. Keep a copy of ${env.keyFile} elsewhere: without it nothing opens.`);
};

const exportReceived = async (context: CommandContext): Promise<void> => {
  const { hub, actor, say } = context;
  const municipality = await tenant(context);
  const file = newFile(context);
  const descriptor = openSync(file, 'wx', 0o600);
  let [count, last] = [0, Number(context.options['after'] ?? '0')];
  if (!Number.isSafeInteger(last) || last < 0)
    throw new CommandError('--after is a number of what was received');
  try {
    for (;;) {
      const page = await revisionPage(hub.store.db, last, 200);
      for (const row of page) {
        last = row.hub_seq;
        if (row.municipality !== municipality) continue;
        const line = {
          hubSeq: row.hub_seq,
          receivedAt: row.received_at,
          deviceId: row.device_id,
          deviceSeq: row.device_seq,
          sha256: row.sha256,
          content: JSON.parse(row.content) as unknown,
          warnings: JSON.parse(row.warnings) as unknown,
          receipt: row.receipt,
        };
        writeSync(descriptor, `${JSON.stringify(line)}\n`);
        count += 1;
      }
      if (page.length < 200) break;
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const at = hubTime(hub);
  const detail = { revisions: count, last };
  await hub.store.write((tx) =>
    appendAudit(tx, { at, municipality, actor, action: 'exported', target: municipality, detail }),
  );
  say(`${file}: ${String(count)} revisions, up to number ${String(last)}`);
};

/** One device's chain of revisions in words: whole, or where it has gaps and breaks. */
const chainLines = ({ deviceId, label, revisions, gaps, breaks }: DeviceChain): readonly string[] => {
  const name = `tablet ${deviceId} (${label})`;
  if (gaps.length === 0 && breaks.length === 0) {
    return [`${name}: chain of ${String(revisions)} revisions, unbroken`];
  }
  const missing = gaps.map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`));
  return [
    `${name}: chain of ${String(revisions)} revisions`,
    ...(missing.length === 0 ? [] : [`     not received: ${missing.join(', ')}`]),
    ...breaks.map(({ deviceSeq, from }) => {
      const instead = {
        number: `it follows from ${String(from)}: its store came back as it was then`,
        start: 'it begins anew, as a first number does',
        unknown: 'it follows from something that was never delivered',
      };
      const why = instead[typeof from === 'number' ? 'number' : from];
      return `     number ${String(deviceSeq)} does not follow from ${String(deviceSeq - 1)}: ${why}`;
    }),
  ];
};

const verify = async ({ hub, say }: CommandContext): Promise<void> => {
  const { auditLines, revisions, head, chains, deviceLogs, findings } = await verifyHub(hub);
  say(`${String(auditLines)} audit lines, ${String(revisions)} revisions`);
  for (const chain of chains) for (const line of chainLines(chain)) say(line);
  for (const { deviceId, lines, broken } of deviceLogs) {
    const gaps = broken === 0 ? 'unbroken' : `${String(broken)} of them do not follow from the line before`;
    say(`tablet ${deviceId}: ${String(lines)} lines of its own log, ${gaps}`);
  }
  say(`head ${head}`);
  for (const line of columns(
    findings.map(({ code, seq, deviceId }) => [code, seq, ...(deviceId === undefined ? [] : [deviceId])]),
  )) {
    say(line);
  }
  if (findings.length > 0) throw new CommandError(`${String(findings.length)} findings`);
  say('nothing was changed. Keep the head elsewhere: it proves later that no line was dropped.');
};

const deviceLog = async (context: CommandContext): Promise<void> => {
  const { hub, options, say } = context;
  const municipality = await tenant(context);
  let date = options['date'];
  if (date !== undefined && parseCivilDate(date) === undefined) throw new CommandError('--date is no date');
  const deviceId = required(context, 'device');
  for (let after: number | undefined = 0; after !== undefined;) {
    const view = await deviceLogView(hub, municipality, deviceId, { date, after });
    if (view === undefined) throw new CommandError('there is no such tablet: hub device list');
    if (after === 0) say(`${view.label} (${view.clinicName}), ${view.date} in Japan, by its own clock`);
    const rows = view.lines.map(({ seq, at, action, staff, recordId, follows }) => [
      seq,
      at,
      action,
      staff === undefined ? '-' : (staff.name ?? staff.staffId),
      recordId ?? '-',
      follows ? '' : 'does not follow from the line before',
    ]);
    for (const line of columns(rows)) say(line);
    if (after === 0 && rows.length === 0) say('no line of that day was received');
    date = view.date;
    after = view.next;
  }
};

const doctor = async ({ hub, env, say }: CommandContext): Promise<void> => {
  const wrong: string[] = [];
  const check = (what: string, fine: boolean): void => {
    say(`${fine ? 'ok  ' : 'BAD '} ${what}`);
    if (!fine) wrong.push(what);
  };
  check('the key file is readable by its owner only', !isReadableByOthers(env.keyFile));
  for (const { what, fine } of await inspectStore(hub.store.db)) check(what, fine);
  check(
    'ORIGIN is https, or not set (local use)',
    env.origin === undefined || env.origin.startsWith('https:'),
  );
  const { findings } = await verifyHub(hub);
  check('audit chain, revisions and receipts agree', findings.length === 0);
  const { hubSeq, backupWatermark } = await readHubState(hub.store.db);
  say(`     ${String(hubSeq)} revisions received, ${String(backupWatermark)} of them in a backup`);
  for (const { code, name } of await listMunicipalities(hub.store.db)) {
    for (const { label, count, highest } of await deviceSeqSpans(hub.store.db, code)) {
      if (highest > count)
        say(`     ${name} ${label}: ${String(highest - count)} revisions not received yet`);
    }
    for (const { clinicName, staffIds, ms } of await fastPins(hub, code)) {
      say(
        `WARN ${clinicName}: its fastest tablet derives a PIN in ${String(ms)} ms; set new PINs: ${staffIds.join(' ')}`,
      );
    }
  }
  if (wrong.length > 0) throw new CommandError(`${String(wrong.length)} things are wrong`);
};

export const KEEPING_COMMANDS: Readonly<Record<string, Command>> = {
  'audit verify': {
    does: 'checks the audit chain, every received revision, every receipt and the chain of every tablet',
    options: {},
    run: verify,
  },
  'device log': {
    does: 'a day of a tablet’s own log, as far as it was received; the last one unless told',
    options: { device: 'id', 'date?': 'YYYY-MM-DD', 'municipality?': 'code' },
    run: deviceLog,
  },
  doctor: { does: 'checks set-up, store and keys', options: {}, run: doctor },
  backup: {
    does: 'copies the store to a new file while the hub runs',
    options: { to: 'new file' },
    run: backUp,
  },
  export: {
    does: 'writes what was received to a new file, one JSON line per revision',
    options: { to: 'new file', 'after?': 'number to begin after', 'municipality?': 'code' },
    run: exportReceived,
  },
};
