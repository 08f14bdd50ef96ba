import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { LocalText, RichSource } from '../form.ts';
import type { FormElement } from './form-element.ts';

/** What a text's sidecar says of its look. */
export const readRichSource = (sidecar: FormElement): RichSource | undefined => {
  const text = (url: string, key: string): string | undefined =>
    sidecar.extension(url, (extension) => extension.string(key));
  const local = (url: string, key: 'valueString' | 'valueMarkdown'): LocalText | undefined =>
    sidecar.extension(url, (extension) => extension.text(key));
  const style = text(STANDARD_EXTENSION.renderingStyle, 'valueString');
  const xhtml = text(STANDARD_EXTENSION.renderingXhtml, 'valueString');
  const markdown = local(STANDARD_EXTENSION.renderingMarkdown, 'valueMarkdown');
  const ruby = local(OWN_EXTENSION.ruby, 'valueString');
  if (style === undefined && xhtml === undefined && markdown === undefined && ruby === undefined) {
    return undefined;
  }
  return {
    ...(style !== undefined && { style }),
    ...(xhtml !== undefined && { xhtml }),
    ...(markdown !== undefined && { markdown }),
    ...(ruby !== undefined && { ruby }),
  };
};
