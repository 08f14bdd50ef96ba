import { CORE_DEFINITION } from '../parse/extraction.ts';
import { isResourceType } from './element-model.ts';

/** An element that a definition names. */
export interface DefinitionPath {
  /** Canonical of the resource or profile, without its version. */
  readonly url: string;
  /** The resource type its path begins with. */
  readonly type: string;
  /** The names below the resource. */
  readonly segments: readonly string[];
  /** It names a slice, which only the profile explains. */
  readonly isSliced: boolean;
}

/** A canonical without its version. */
export const urlOf = (canonical: string): string => canonical.split('|')[0] ?? '';

/** The resource type that a canonical names; undefined for a profile. */
export const coreTypeOf = (canonical: string): string | undefined => {
  const url = urlOf(canonical);
  const type = url.startsWith(CORE_DEFINITION) ? url.slice(CORE_DEFINITION.length) : '';
  return isResourceType(type) ? type : undefined;
};

/** A choice with its type, `value[x]:valueQuantity`, by that type alone. Any other slice is cut off, and told. */
const unsliced = (segment: string): { readonly name: string; readonly isSliced: boolean } => {
  const [name = '', slice] = segment.split(':');
  const stem = name.replace(/\[x\]$/, '');
  if (slice === undefined) return { name: stem, isSliced: false };
  const isTyped = name.endsWith('[x]') && slice.startsWith(stem) && slice.length > stem.length;
  return isTyped ? { name: slice, isSliced: false } : { name: stem, isSliced: true };
};

/** Reads `url#Type.path.to.element`; undefined where it is nothing of the kind. */
export const definitionPath = (definition: string): DefinitionPath | undefined => {
  const hash = definition.indexOf('#');
  if (hash < 0) return undefined;
  const [type = '', ...rest] = definition.slice(hash + 1).split('.');
  const segments = rest.map(unsliced);
  const [typeName = '', sliced] = type.split(':');
  if (typeName === '' || segments.some(({ name }) => name === '')) return undefined;
  return {
    url: urlOf(definition.slice(0, hash)),
    type: typeName,
    segments: segments.map(({ name }) => name),
    isSliced: sliced !== undefined || segments.some(({ isSliced }) => isSliced),
  };
};
