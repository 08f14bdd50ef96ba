import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { verifyHub } from '../audit/verify-hub.ts';
import { hubTime } from '../hub.ts';
import { isReadableByOthers } from '../keys/key-file.ts';
import { fastPins } from '../people/fast-pins.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { raiseBackupWatermark, readHubState } from '../store/hub-state.ts';
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
  const { hubSeq } = await readHubState(copy.db);
  await copy.close();
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await raiseBackupWatermark(tx, hubSeq);
    const detail = { hubSeq };
    await appendAudit(tx, { at, municipality: null, actor, action: 'backup-made', target: 'store', detail });
  });
  say(`${file}: everything received up to number ${String(hubSeq)}`);
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

const verify = async ({ hub, say }: CommandContext): Promise<void> => {
  const { auditLines, revisions, head, deviceLogs, findings } = await verifyHub(hub);
  say(`${String(auditLines)} audit lines, ${String(revisions)} revisions`);
  for (const { deviceId, lines, broken } of deviceLogs) {
    const gaps = broken === 0 ? 'unbroken' : `${String(broken)} of them do not follow from the line before`;
    say(`tablet ${deviceId}: ${String(lines)} lines of its own log, ${gaps}`);
  }
  say(`head ${head}`);
  for (const line of columns(findings.map(({ code, seq }) => [code, seq]))) say(line);
  if (findings.length > 0) throw new CommandError(`${String(findings.length)} findings`);
  say('nothing was changed. Keep the head elsewhere: it proves later that no line was dropped.');
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
    does: 'checks the audit chain, every received revision and every receipt',
    options: {},
    run: verify,
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
