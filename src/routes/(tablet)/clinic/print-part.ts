/**
 * Prints one part of the screen and nothing else of it: an installed app may offer no other way. `app.css` hides the
 * rest in print, and what is marked `data-print="hide"`.
 */
export const printPart = (part: HTMLElement): void => {
  const { documentElement: root } = document;
  for (const former of document.querySelectorAll('[data-printed]')) former.removeAttribute('data-printed');
  const done = (): void => {
    delete part.dataset['printed'];
    delete root.dataset['printing'];
  };
  part.dataset['printed'] = '';
  root.dataset['printing'] = 'part';
  addEventListener('afterprint', done, { once: true });
  print();
};
