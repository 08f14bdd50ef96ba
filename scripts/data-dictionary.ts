// Writes docs/data-dictionary.md from the table of the standard record.
import { readFileSync, writeFileSync } from 'node:fs';
import { PROGRAM_TABLE } from '../src/lib/catalog/programs.ts';
import { readStandardRecord, type RecordItem } from '../src/lib/catalog/standard-record.ts';
import { PROGRAMS } from '../src/lib/domain/program.ts';

const TABLE = new URL('../src/lib/catalog/standard-record.csv', import.meta.url);
const PAGE = new URL('../docs/data-dictionary.md', import.meta.url);

const cell = (text: string): string => text.replaceAll('|', '\\|');

const answers = ({ options, printed }: RecordItem): string =>
  options.map((code, at) => (printed[at] === undefined ? code : `${code} ${printed[at]}`)).join(' · ');

const line = (item: RecordItem): string =>
  `| ${[
    item.item,
    item.section,
    `\`${item.linkId}\``,
    item.type,
    item.unit,
    answers(item),
    item.minimum ? '○' : '',
    item.code,
    item.column,
    item.basis,
  ]
    .map(cell)
    .join(' | ')} |`;

const HEAD = `| item | section | linkId | type | unit | answers | minimum | codes | column | basis |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

/** The page as it should be now. */
export const dataDictionary = (): string => {
  const record = readStandardRecord(readFileSync(TABLE, 'utf8'));
  const chapters = PROGRAMS.map((program) => {
    const items = record.filter((each) => each.program === program);
    const minimum = items.filter(({ minimum: must }) => must).length;
    return `## ${PROGRAM_TABLE[program].title.ja} (\`${program}\`)

${items.length} items, ${minimum} of them 最低限電子化.

${HEAD}
${items.map(line).join('\n')}
`;
  });
  return `# Data dictionary

Every item of the standard electronic record (標準的な電子的記録様式) and every field of the built-in forms: where it is
entered, its type, unit (UCUM), answers (code and the standard’s word for it), whether it belongs to the minimum
(最低限電子化), codes of others and its column in the export. Made from \`src/lib/catalog/standard-record.csv\` by
\`node scripts/data-dictionary.ts\`; a test keeps it so. The keys in “basis” are explained in the catalogue’s README.

${chapters.join('\n')}`;
};

if (import.meta.main) {
  writeFileSync(PAGE, dataDictionary());
}
