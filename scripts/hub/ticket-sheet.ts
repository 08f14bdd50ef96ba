import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatTypedCode } from '../../src/lib/contract/typed-code.ts';
import { dateInJapan, parseCivilDate } from '../../src/lib/domain/civil-date.ts';
import { formatDate } from '../../src/lib/i18n/format.ts';
import { ticketQr } from '../../src/lib/qr/draw.ts';
import { CommandError, required, tenant, type Command } from '../../src/lib/server/cli/command.ts';
import { hubTime } from '../../src/lib/server/hub.ts';
import { appendAudit } from '../../src/lib/server/store/audit-chain.ts';
import { daySessions, rosterOf, type RosterLine } from '../../src/lib/server/store/roster.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
@page { size: A4; margin: 12mm }
body { margin: 0; font-family: 'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', Meiryo, sans-serif; font-size: 0 }
article { display: inline-grid; grid-template-columns: 42mm 1fr; gap: 3mm; box-sizing: border-box; inline-size: 92mm;
  block-size: 63mm; margin: 0 1mm 4mm 0; padding: 4mm; overflow: hidden; border: .3mm dashed #767676; font-size: 10pt;
  line-height: 1.35; vertical-align: top; break-inside: avoid }
svg { inline-size: 42mm; block-size: 42mm }
p { margin: 0 0 1mm }
.name { font-size: 13pt; font-weight: 700 }
.kana { font-size: 8pt }
.code { font-size: 12pt; font-weight: 700; white-space: nowrap }
`;

const ticketHtml = ({ number, name, kana, birthDate, ticketText, typedCode }: RosterLine): string => {
  if (ticketText === null || typedCode === null) return '';
  const { size, path } = ticketQr(ticketText);
  return `<article>
<svg viewBox="0 0 ${String(size)} ${String(size)}" shape-rendering="crispEdges"><path d="${path}"/></svg>
<div><p>${String(number)}</p><p class="kana">${escape(kana)}</p><p class="name">${escape(name)} 様</p>
<p>${formatDate(birthDate, 'ja', { weekday: false, era: true })}生</p>
<p class="code">${formatTypedCode(typedCode)}</p></div>
</article>`;
};

/** Writes a day's tickets as one HTML file that prints on A4. Lives here because the hub itself draws no pictures. */
export const TICKET_SHEET: Command = {
  does: 'writes a day’s tickets as an HTML file to print on A4',
  options: { to: 'new .html file', 'date?': 'YYYY-MM-DD', 'municipality?': 'code' },
  run: async (context) => {
    const { hub, actor, say } = context;
    const municipality = await tenant(context);
    const date = parseCivilDate(context.options['date'] ?? dateInJapan(hub.now()));
    const file = resolve(required(context, 'to'));
    if (date === undefined) throw new CommandError('--date is no date');
    if (existsSync(file)) throw new CommandError(`${file} exists already`);
    const ids = (await daySessions(hub.store.db, municipality, date)).map(({ session_id }) => session_id);
    const tickets = (await rosterOf(hub.store.db, ids, hubTime(hub)))
      .map(ticketHtml)
      .filter((html) => html !== '');
    const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>受診票 ${date}</title><style>${STYLE}</style>
${tickets.join('\n')}
</html>
`;
    writeFileSync(file, page, { mode: 0o600, flag: 'wx' });
    await hub.store.write((tx) =>
      appendAudit(tx, {
        at: hubTime(hub),
        municipality,
        actor,
        action: 'tickets-printed',
        target: date,
        detail: { tickets: tickets.length },
      }),
    );
    say(`${file}: ${String(tickets.length)} tickets`);
  },
};
