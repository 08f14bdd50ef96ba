import type { Attachment } from 'svelte/attachments';
import type { RichStyle } from '../../forms/rich-text/rich-text.ts';

const declarations = (style: RichStyle): readonly (readonly [string, string])[] => {
  const lines = [style.underline && 'underline', style.strike && 'line-through'].filter((line) => line);
  return [
    ['color', style.color ?? ''],
    ['background-color', style.backgroundColor ?? ''],
    ['font-weight', style.bold === undefined ? '' : style.bold ? '700' : '400'],
    ['font-style', style.italic === undefined ? '' : style.italic ? 'italic' : 'normal'],
    ['text-decoration-line', lines.join(' ')],
    ['text-align', style.align ?? ''],
    ['font-size', style.sizePercent === undefined ? '' : `${style.sizePercent}%`],
  ];
};

/** Draws an element in an author's style: property by property through the object model, never as a style attribute. */
export const drawn =
  (style: RichStyle): Attachment<HTMLElement> =>
  (element) => {
    const set = declarations(style).filter(([, value]) => value !== '');
    for (const [property, value] of set) element.style.setProperty(property, value);
    return () => {
      for (const [property] of set) element.style.removeProperty(property);
    };
  };
