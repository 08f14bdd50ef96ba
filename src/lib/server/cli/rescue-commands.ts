import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { encodeReceiptLine } from '../../contract/receipts-file.ts';
import { RESCUE_MAX_BYTES } from '../../contract/rescue-file.ts';
import { rescuedLines } from '../console/rescued-lines.ts';
import { ingestRescueFile, type IngestedItem } from '../rescue/ingest.ts';
import { readQuarantined } from '../rescue/read-quarantined.ts';
import { releaseQuarantined } from '../rescue/release.ts';
import { quarantineItems } from '../store/quarantine.ts';
import {
  columns,
  CommandError,
  orFail,
  required,
  tenant,
  type Command,
  type CommandContext,
} from './command.ts';

/** Most lines of a list. */
const LISTED = 1_000;

const listed = async (context: CommandContext): Promise<void> => {
  const items = await quarantineItems(context.hub.store.db, await tenant(context), LISTED);
  if (items.length === 0) {
    context.say('nothing is in quarantine');
    return;
  }
  const rows = items.map(({ quarantineId, at, code, deviceLabel, clinicName, releasedAt }) => [
    quarantineId,
    at,
    code,
    deviceLabel,
    clinicName,
    releasedAt === null ? 'waits' : `released ${releasedAt}`,
  ]);
  for (const line of columns(rows)) context.say(line);
};

const shown = async (context: CommandContext): Promise<void> => {
  const { hub, actor, options, say } = context;
  const municipality = await tenant(context);
  const read = await readQuarantined(hub, actor, { municipality, quarantineId: options['id'] ?? '' });
  if (read === undefined) throw new CommandError('there is no such thing in quarantine: hub quarantine list');
  const { row, content } = read;
  say(`${row.quarantine_id}  ${row.code}  ${row.at}  tablet ${row.device_id}`);
  say(`record ${row.record_id}  revision ${row.revision_id}  SHA-256 ${row.sha256}`);
  if (content === undefined) throw new CommandError('the hub cannot open or read these bytes');
  const { checkup, section } = content;
  say(
    `checkup ${checkup.checkupId}  ${checkup.program}  ${section}  ${checkup.date}  subject ${checkup.subjectId}`,
  );
  for (const { label, answers } of await rescuedLines(hub, content))
    say(`  ${label}: ${answers.join(' / ')}`);
};

const released = async (context: CommandContext): Promise<void> => {
  const { hub, actor, options, say } = context;
  const municipality = await tenant(context);
  const quarantineId = options['id'] ?? '';
  const { isNew, answer } = orFail(await releaseQuarantined(hub, actor, { municipality, quarantineId }));
  say(isNew ? 'taken in' : 'was taken in before');
  say(answer.receipt);
};

const writeReceipts = (file: string, items: readonly IngestedItem[]): void => {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    for (const { recordId, revisionId, receipt } of items) {
      if (receipt !== undefined) writeSync(descriptor, encodeReceiptLine({ recordId, revisionId, receipt }));
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const ingest = async (context: CommandContext): Promise<void> => {
  const { hub, actor, options, say } = context;
  const municipality = await tenant(context);
  const file = resolve(required(context, 'file'));
  const receipts = options['receipts'];
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new CommandError(`there is no file ${file}`);
  if (size > RESCUE_MAX_BYTES)
    throw new CommandError('the file is larger than a rescue file can be (64 MiB)');
  const taken = await ingestRescueFile(hub, actor, {
    municipality,
    bytes: Uint8Array.from(readFileSync(file)),
  });
  if (!taken.ok && taken.error.code === 'request-malformed') {
    throw new CommandError('this is no whole rescue file: nothing was taken in');
  }
  if (!taken.ok && taken.error.code === 'signature-invalid') {
    throw new CommandError('the file is not as its tablet wrote it: nothing was taken in');
  }
  const { deviceId, deviceLabel, revoked, createdAt, items, drafts } = orFail(taken);
  say(`${deviceLabel} (${deviceId}), written ${createdAt}${revoked ? ', REVOKED: to quarantine' : ''}`);
  const rows = items.map(({ recordId, revisionId, result, code }) => [
    recordId,
    revisionId,
    result,
    code ?? '',
  ]);
  for (const line of columns(rows)) say(line);
  if (drafts > 0) say(`${String(drafts)} forms that could not be saved are in quarantine, to be read there`);
  if (receipts !== undefined) writeReceipts(resolve(receipts), items);
  const count = (result: IngestedItem['result']): string =>
    String(items.filter((item) => item.result === result).length);
  say(
    `${count('new')} new, ${count('known')} known, ${count('quarantined')} quarantined, ${count('refused')} refused`,
  );
};

export const RESCUE_COMMANDS: Readonly<Record<string, Command>> = {
  'quarantine list': {
    does: 'what tablets sent that was not taken in',
    options: { 'municipality?': 'code' },
    run: listed,
  },
  'quarantine show': {
    does: 'opens one thing in quarantine; reading it is noted',
    words: ['id'],
    options: { 'municipality?': 'code' },
    run: shown,
  },
  'quarantine release': {
    does: 'takes a revision out of quarantine and in as a normal one, with its receipt',
    words: ['id'],
    options: { 'municipality?': 'code' },
    run: released,
  },
  'rescue ingest': {
    does: 'takes in what a tablet wrote out sealed (.hgk), with the same receipts as if it had been sent',
    words: ['file'],
    options: { 'receipts?': 'new file', 'municipality?': 'code' },
    run: ingest,
  },
};
