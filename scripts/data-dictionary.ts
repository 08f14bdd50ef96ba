// Writes docs/data-dictionary.md from the table of the standard record.
import { readFileSync, writeFileSync } from 'node:fs';
import { readCodeLists, type ListedCode } from '../src/lib/catalog/code-lists.ts';
import { PROGRAM_TABLE } from '../src/lib/catalog/programs.ts';
import { readStandardRecord, type RecordItem } from '../src/lib/catalog/standard-record.ts';
import { PROGRAMS } from '../src/lib/domain/program.ts';

const TABLE = new URL('../src/lib/catalog/standard-record.csv', import.meta.url);
const LISTS = new URL('../src/lib/catalog/code-lists.csv', import.meta.url);
const PAGE = new URL('../docs/data-dictionary.md', import.meta.url);

const cell = (text: string): string => text.replaceAll('|', '\\|');

const answers = ({ list, options, printed }: RecordItem): string =>
  options.length === 0
    ? ''
    : `${list}: ${options.map((code, at) => `${code} ${printed[at] ?? ''}`).join(' · ')}`;

const line = (item: RecordItem): string =>
  `| ${[
    item.item,
    item.source,
    item.section,
    `\`${item.linkId}\``,
    item.type,
    item.unit,
    answers(item),
    item.minimum ? '○' : '',
    item.code,
    item.basis,
  ]
    .map(cell)
    .join(' | ')} |`;

const HEAD = `| item | place | section | linkId | type | unit | answers | minimum | codes | basis |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const listLine = ({ list, code, word, label, theirs, basis }: ListedCode): string =>
  `| ${[list, code, word, label === word ? '' : label, theirs.join(' '), basis].map(cell).join(' | ')} |`;

const LIST_HEAD = `| list | code | word of the standard | in the forms | values of others | basis |
| --- | --- | --- | --- | --- | --- |`;

/** The page as it should be now. */
export const dataDictionary = (): string => {
  const lists = readCodeLists(readFileSync(LISTS, 'utf8'));
  const record = readStandardRecord(readFileSync(TABLE, 'utf8'), lists);
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

Every item of the standard electronic record (標準的な電子的記録様式) and every field of the built-in forms: its place in the
domain facts (\`own\`: a field of ours), where it is entered, its type, unit (UCUM), answers (code list; code and the
standard’s word for it), whether it belongs to the minimum (最低限電子化) and codes of others; at
the end the code lists. Made from \`src/lib/catalog/standard-record.csv\` and \`code-lists.csv\` by
\`node scripts/data-dictionary.ts\`; a test keeps it so. The keys in “basis” are explained in the catalogue’s README.

${chapters.join('\n')}
## Code lists

Codes are mapped by meaning, never by number: the same meaning has other values elsewhere. Values of others are written
\`<key of the source>:<value>\`; those of the official lists are not among them, for only their names were found.

${LIST_HEAD}
${[...lists.values()].flat().map(listLine).join('\n')}
`;
};

if (import.meta.main) {
  writeFileSync(PAGE, dataDictionary());
}
