import { LIBRARIES, TEST_LIBRARIES } from './libraries.ts';
import { IMPORT_TABLE, resolveImport, roomOf, type Grant } from './rooms.ts';
import type { ImportEdge, SourceFile } from './source-file.ts';
import { isTest, perFile, type Rule } from './violation.ts';

const CODE = /\.(?:ts|js|svelte)$/;

/** The ambient types that SvelteKit writes beside each route. */
const isGenerated = (path: string): boolean => path.endsWith('/$types') || path.endsWith('/$types.js');

const grants = (grant: Grant | undefined, target: string, edge: ImportEdge, test: boolean): boolean => {
  if (grant === undefined) return false;
  if (grant === 'all' || edge.typeOnly || test) return true;
  return grant !== 'types' && grant.some((file) => target.endsWith(`/${file}`));
};

/**
 * [room] An import between rooms stands in the table. Tests beside the code may use a granted room in full, where the
 * code itself may only see its types, and what `tests/support` offers.
 */
export const roomRule: Rule = perFile('room', (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return file.path.startsWith('src/') ? ['stands in no room of DESIGN §3'] : [];
  const row = IMPORT_TABLE[room];
  if (row === undefined) return [`the room ${room} is not in the import table`];
  return file.imports.flatMap((edge) => {
    const target = resolveImport(file.path, edge.specifier);
    if (target === undefined || !target.startsWith('src/') || isGenerated(target) || !CODE.test(target))
      return [];
    const other = roomOf(target);
    if (other === undefined) return [`imports ${target}, which stands in no room`];
    if (other === room || grants(row[other], target, edge, isTest(file.path))) return [];
    return [`${room} may not import ${edge.typeOnly ? 'types of ' : ''}${other} (${edge.specifier})`];
  });
});

/** [test-code] What only tests use never reaches the app. */
export const testCodeRule: Rule = perFile('test-code', (file) => {
  if (isTest(file.path) || !file.path.startsWith('src/')) return [];
  return file.imports.flatMap(({ specifier }) => {
    const target = resolveImport(file.path, specifier);
    return target !== undefined && isTest(target) ? [`${specifier} is test code`] : [];
  });
});

const matches = (library: string, specifier: string): boolean =>
  library.endsWith(':')
    ? specifier.startsWith(library)
    : specifier === library || specifier.startsWith(`${library}/`);

/** The longest name in the table that covers the import, so that `node:sqlite` goes before `node:`. */
const libraryOf = (specifier: string): string | undefined =>
  Object.keys(LIBRARIES)
    .filter((library) => matches(library, specifier))
    .sort((a, b) => b.length - a.length)[0];

/** [library] One library, one room; an unlisted library, none. */
export const libraryRule: Rule = perFile('library', (file) => {
  if (!file.path.startsWith('src/')) return [];
  const test = isTest(file.path);
  return file.imports.flatMap(({ specifier }) => {
    if (resolveImport(file.path, specifier) !== undefined) return [];
    if (test && TEST_LIBRARIES.some((library) => matches(library, specifier))) return [];
    const library = libraryOf(specifier);
    if (library === undefined) return [`the library ${specifier} has no room`];
    const places = LIBRARIES[library] ?? [];
    return places.some((place) => file.path.startsWith(`src/${place}`))
      ? []
      : [`${library} belongs to ${places.join(', ')}`];
  });
});

/**
 * [path] Code under src/lib names files relatively and with their ending, because Node runs it as it stands. Routes
 * reach src/lib only through `$lib`. Nothing under src reaches out of src, except tests into tests/support.
 */
export const pathRule: Rule = perFile('path', (file: SourceFile) => {
  if (!file.path.startsWith('src/')) return [];
  const inLib = file.path.startsWith('src/lib/') && file.path.endsWith('.ts');
  return file.imports.flatMap(({ specifier }) => {
    const target = resolveImport(file.path, specifier);
    if (target === undefined || isGenerated(target)) return [];
    if (inLib && specifier.startsWith('$lib')) return [`${specifier}: relative paths inside src/lib`];
    if (inLib && !/\.[a-z0-9]+(?:\?[a-z&]+)?$/.test(specifier))
      return [`${specifier}: the ending is missing`];
    if (file.path.startsWith('src/routes/') && specifier.startsWith('.') && target.startsWith('src/lib/')) {
      return [`${specifier}: $lib from routes`];
    }
    if (target.startsWith('src/')) return [];
    return isTest(file.path) && target.startsWith('tests/') ? [] : [`${specifier}: leaves src`];
  });
});
