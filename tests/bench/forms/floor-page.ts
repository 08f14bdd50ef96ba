import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';

const read = (name: string): string => readFileSync(new URL(`floor/${name}`, import.meta.url), 'utf8');

/** The script and the styles of the floor, by the name under which the page asks for them. */
export const floorFiles = async (): Promise<
  ReadonlyMap<string, { readonly type: string; readonly body: string }>
> => {
  const script = await transformWithOxc(read('build-page.ts'), 'build-page.ts', { target: 'es2023' });
  return new Map([
    ['build-page.js', { type: 'text/javascript', body: script.code }],
    ['floor.css', { type: 'text/css', body: read('floor.css') }],
  ]);
};

/**
 * The floor: what a competent engineer writes by hand for one known form. A static page whose script fetches the
 * Questionnaire and makes with `document.createElement` the controls that the app shows: the same inputs, selects,
 * labels, fieldsets and headings under the same `data-link-id`. What is asked on a condition is made as well and
 * hidden, and shown by plain listeners. It has all styles of `/preview` and its own; it has no framework, validation,
 * error texts, languages, drafts or restoring.
 * @param auto with `content-visibility: auto` on every item: the second floor, to know what that alone is worth
 */
export const floorPage = (build: string, layout: string, form: string, auto: boolean): string => {
  const preview = readFileSync(join(build, 'prerendered/preview.html'), 'utf8');
  const styles = preview.match(/<link href="[^"]+" rel="stylesheet">/g) ?? [];
  if (styles.length === 0) throw new Error('the preview page names no styles');
  return `<!doctype html>
<html lang="ja" data-layout="${layout}" data-form="${form}"${auto ? ' class="visible"' : ''}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>floor</title>
    ${styles.join('\n    ')}
    <link href="/floor/floor.css" rel="stylesheet">
    <script type="module" src="/floor/build-page.js"></script>
  </head>
  <body><main></main></body>
</html>
`;
};
