import type BitMatrix from '@zxing/library/esnext/core/common/BitMatrix.js';
import type FinderPattern from '@zxing/library/esnext/core/qrcode/detector/FinderPattern.js';
import FinderPatternFinder from '@zxing/library/esnext/core/qrcode/detector/FinderPatternFinder.js';
import DecodeHintType from '@zxing/library/esnext/core/DecodeHintType.js';
import ResultPoint from '@zxing/library/esnext/core/ResultPoint.js';

/** The middles of a code's three finder patterns. */
export interface CodeCorners {
  readonly bottomLeft: FinderPattern;
  readonly topLeft: FinderPattern;
  readonly topRight: FinderPattern;
}

type Triple = readonly [FinderPattern, FinderPattern, FinderPattern];

/** Most likely finder patterns that are combined, and combinations that are given. */
const MARKS_MAX = 9;
const CORNERS_MAX = 4;

/** Searches every third row, also in tall pictures. */
const EVERY_THIRD_ROW = new Map([[DecodeHintType.TRY_HARDER, true]]);

const noCallback = { foundPossibleResultPoint: () => undefined };

/**
 * Finds every mark that looks like a finder pattern in row, column and diagonal. ZXing's own search does without the
 * diagonal and ends at the first three; data often looks like a finder pattern in row and column, so that it misses up
 * to every sixth of our tickets even in a perfect picture.
 */
class AllMarks extends FinderPatternFinder {
  #found: readonly FinderPattern[] = [];

  protected override handlePossibleCenter(counts: Int32Array, row: number, column: number): boolean {
    if (super.handlePossibleCenter(counts, row, column, true)) this.#found = [...this.getPossibleCenters()];
    // "None yet" keeps the search from skipping rows and from ending early.
    return false;
  }

  all(): readonly FinderPattern[] {
    try {
      this.find(EVERY_THIRD_ROW);
    } catch {
      // Thrown when there are fewer than three, which the caller sees.
    }
    return this.#found;
  }
}

const squaredDistance = (a: FinderPattern, b: FinderPattern): number =>
  (a.getX() - b.getX()) ** 2 + (a.getY() - b.getY()) ** 2;

/** How far three marks are from a code's corners: like marks in an isosceles right triangle. 0 is perfect. */
const distortion = ([a, b, c]: Triple): number => {
  const sides = [squaredDistance(a, b), squaredDistance(b, c), squaredDistance(a, c)];
  const [short = 0, middle = 0, long = 1] = sides.toSorted((x, y) => x - y);
  const sizes = [a, b, c].map((mark) => mark.getEstimatedModuleSize());
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  return (Math.abs(long - 2 * short) + Math.abs(long - 2 * middle)) / long + (largest - smallest) / largest;
};

const triplesOf = (marks: readonly FinderPattern[]): readonly Triple[] =>
  marks.flatMap((a, i) =>
    marks.slice(i + 1).flatMap((b, j) => marks.slice(i + j + 2).map((c): Triple => [a, b, c])),
  );

/** Where a picture's QR code may lie, the likeliest place first. */
export const codeCorners = (picture: BitMatrix): readonly CodeCorners[] => {
  const marks = new AllMarks(picture, noCallback).all();
  const best = marks.toSorted((a, b) => b.getCount() - a.getCount()).slice(0, MARKS_MAX);
  return triplesOf(best)
    .map((triple) => ({ triple, distortion: distortion(triple) }))
    .toSorted((a, b) => a.distortion - b.distortion)
    .slice(0, CORNERS_MAX)
    .map(({ triple }) => {
      const ordered: [FinderPattern, FinderPattern, FinderPattern] = [...triple];
      ResultPoint.orderBestPatterns(ordered);
      const [bottomLeft, topLeft, topRight] = ordered;
      return { bottomLeft, topLeft, topRight };
    });
};
