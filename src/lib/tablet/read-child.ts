import { may } from '../domain/access.ts';
import type { BundleRow } from '../store/schema.ts';
import type { BoardLine } from './board-line.ts';
import type { FormShelf } from './form-shelf.ts';
import { readSection, type SectionReading } from './section-reading.ts';
import { headsOf } from './sections.ts';
import type { UnlockedSession } from './vault.ts';
import { visitOf } from './visit.ts';

/** Every section of a child that this role may read, in the form it was entered in. */
export const readChild = (
  { day, forms }: { readonly day: BundleRow; readonly forms: FormShelf },
  { staff }: UnlockedSession,
  { entry, sections }: BoardLine,
): Promise<readonly SectionReading[]> => {
  const visit = visitOf(entry, day);
  return Promise.all(
    sections
      .filter(({ section }) => may(staff.role, 'open', section))
      .map(async (onBoard) => {
        const [head] = headsOf(onBoard.revisions);
        const form = await (head === undefined
          ? forms.get(day.bundle, entry.program, onBoard.section)
          : forms.madeWith(day.bundle, entry.program, onBoard.section, head));
        return readSection(onBoard, form, entry, visit);
      }),
  );
};
