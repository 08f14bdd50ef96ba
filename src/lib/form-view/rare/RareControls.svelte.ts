import { untrack } from 'svelte';
import type { CompiledForm } from '../../forms/form.ts';
import type { Label } from '../../ui/label.ts';
import type { ReadAloud } from '../read-aloud/ReadAloud.svelte.ts';
import type { LabelSource, RareParts } from '../view.ts';
import { isRich, rareKindsOf, type RareKind } from './rare-kind.ts';
import type { RareControl } from './rare-props.ts';

const LOADERS: Readonly<Record<RareKind, () => Promise<{ readonly default: RareControl }>>> = {
  'answer-rows': () => import('./AnswerRows.svelte'),
  attachment: () => import('./AttachmentItem.svelte'),
  candidates: () => import('./Candidates.svelte'),
  combo: () => import('./ComboItem.svelte'),
  fixed: () => import('./FixedItem.svelte'),
  'group-table': () => import('./GroupTable.svelte'),
  matrix: () => import('./AnswerMatrix.svelte'),
  moment: () => import('./MomentItem.svelte'),
  notice: () => import('./NoticeItem.svelte'),
  'open-choice': () => import('./OpenChoiceItem.svelte'),
  picture: () => import('./PictureItem.svelte'),
  reader: () => import('./QuestionReader.svelte'),
  rows: () => import('./RowsItem.svelte'),
  slider: () => import('./SliderItem.svelte'),
  spinner: () => import('./SpinnerItem.svelte'),
  tabs: () => import('./TabsGroup.svelte'),
  units: () => import('./UnitNumberItem.svelte'),
};

/** At hand beforehand: what is among them is drawn together with the rest of a form. */
const atHand = new Map<RareKind, RareControl>();

/** Has every layout find a control that its page is loaded with. */
export const keepAtHand = (kind: RareKind, control: RareControl): void => void atHand.set(kind, control);

type LabelMaker = (source: LabelSource) => Label;

const loadRich = async (): Promise<{ readonly richLabel: LabelMaker }> => {
  const module: object = await import('./RichLabel.svelte');
  return module as { readonly richLabel: LabelMaker };
};

/**
 * The parts of one layout that few forms use: fetched when a form is opened, before the form counts as ready.
 * A form that needs none of them is ready at once.
 */
export class RareControls implements RareParts {
  #controls: ReadonlyMap<RareKind, RareControl> = $state.raw(new Map());
  #makeLabel: LabelMaker | undefined = $state.raw();
  #reader: ReadAloud | undefined = $state.raw();
  #pending = $state(0);
  #failed = $state(false);
  readonly #asked = new Set<string>();

  /** @param form the form on screen; what another one needs is fetched as well */
  constructor(form: () => CompiledForm) {
    $effect.pre(() => {
      const shown = form();
      untrack(() => this.#load(shown));
    });
  }

  get ready(): boolean {
    return this.#pending === 0;
  }

  get failed(): boolean {
    return this.#failed;
  }

  get reader(): ReadAloud | undefined {
    return this.#reader;
  }

  control(kind: RareKind): RareControl | undefined {
    return this.#controls.get(kind);
  }

  label(source: LabelSource): Label {
    return this.#makeLabel?.(source) ?? source.text;
  }

  #load({ items }: CompiledForm): void {
    const kinds = rareKindsOf(items);
    for (const kind of kinds) {
      const control = atHand.get(kind);
      if (control !== undefined) this.#add(kind, control);
      else this.#fetch(kind, LOADERS[kind], (module) => this.#add(kind, module.default));
    }
    if (kinds.has('reader')) {
      this.#fetch(
        'speech',
        () => import('./window-reader.ts'),
        ({ windowReader }) => {
          this.#reader = windowReader();
        },
      );
    }
    if (items.some(isRich)) {
      this.#fetch('rich', loadRich, ({ richLabel }) => {
        this.#makeLabel = richLabel;
      });
    }
  }

  #add(kind: RareKind, control: RareControl): void {
    this.#controls = new Map([...this.#controls, [kind, control]]);
  }

  #fetch<M>(name: string, load: () => Promise<M>, take: (module: M) => void): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    this.#pending += 1;
    load().then(
      (module) => {
        take(module);
        this.#pending -= 1;
      },
      () => {
        // The chunk is neither stored nor to be had: asked for again when a form is opened the next time.
        this.#asked.delete(name);
        this.#failed = true;
      },
    );
  }
}
