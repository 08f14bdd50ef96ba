/** A page that is measured: the app's, or a floor. */
export interface Subject {
  readonly name: 'app' | 'floor' | 'floor-auto';
  readonly layout: Layout;
  /** Name under which the form is offered. */
  readonly form: string;
}

export type Layout = 'guardian' | 'staff' | 'paged';

export const pathOf = ({ name, layout, form }: Subject): string =>
  name === 'app' ? '/preview' : `/floor/${layout}/${form}${name === 'floor-auto' ? '?auto' : ''}`;
