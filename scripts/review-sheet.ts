// Prints a built-in form as a sheet to review on A4: npm run -s review -- child-3y questionnaire [ja,en,vi] > sheet.html
import './form-tables/in-node.ts';
import { PROGRAM_TABLE } from '../src/lib/catalog/programs.ts';
import { questionnaireOf } from '../src/lib/catalog/questionnaire-of.ts';
import { FORM_LANGUAGES } from '../src/lib/catalog/table/columns.ts';
import { PROGRAMS } from '../src/lib/domain/program.ts';
import { sheetHtml } from './review-sheet/sheet-html.ts';

const [wanted, part, list] = process.argv.slice(2);
const program = PROGRAMS.find((each) => each === wanted);
const sections = program === undefined ? [] : PROGRAM_TABLE[program].sections.map(({ section }) => section);
const section = sections.find((each) => each === part);
const languages =
  list === undefined ? FORM_LANGUAGES : FORM_LANGUAGES.filter((each) => list.split(',').includes(each));

if (program === undefined || section === undefined || languages.length === 0) {
  const known = PROGRAMS.map(
    (each) => `  ${each}: ${PROGRAM_TABLE[each].sections.map((one) => one.section).join(', ')}`,
  );
  process.stderr.write(
    `usage: npm run -s review -- <program> <section> [language,language]\n${known.join('\n')}\nlanguages: ${FORM_LANGUAGES.join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  process.stdout.write(sheetHtml(await questionnaireOf(program, section), languages));
}
