import type BitMatrix from '@zxing/library/esnext/core/common/BitMatrix.js';
import DefaultGridSampler from '@zxing/library/esnext/core/common/DefaultGridSampler.js';
import PerspectiveTransform from '@zxing/library/esnext/core/common/PerspectiveTransform.js';
import Detector from '@zxing/library/esnext/core/qrcode/detector/Detector.js';
import ResultPoint from '@zxing/library/esnext/core/ResultPoint.js';
import type { CodeCorners } from './code-corners.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Sides of version 1 and version 40, in modules. */
const MIN_SIDE = 21;
const MAX_SIDE = 177;

/** A finder pattern's middle lies 3.5 modules from the edge, the last alignment pattern's 6.5. */
const FINDER_MIDDLE = 3.5;
const ALIGNMENT_MIDDLE = 6.5;

/** Least share of timing modules that must be right before a grid is worth decoding. */
const TIMING_MIN = 0.7;

/** Opens the steps of ZXing's detector that are used one by one here. */
class Measuring extends Detector {
  moduleSize({ bottomLeft, topLeft, topRight }: CodeCorners): number {
    return this.calculateModuleSize(topLeft, topRight, bottomLeft);
  }

  /** The alignment pattern near a spot, or `undefined`. */
  alignmentNear(spot: Spot, moduleSize: number): Spot | undefined {
    for (const modules of [4, 8, 16]) {
      try {
        const found = this.findAlignmentInRegion(moduleSize, Math.floor(spot.x), Math.floor(spot.y), modules);
        return { x: found.getX(), y: found.getY() };
      } catch {
        // None within so many modules: look further away.
      }
    }
    return undefined;
  }
}

/** The code's modules, if it has this side, laid out in perspective. */
const gridOf = (picture: BitMatrix, corners: CodeCorners, side: number, moduleSize: number): BitMatrix => {
  const spot = (mark: ResultPoint): Spot => ({ x: mark.getX(), y: mark.getY() });
  const [left, right, below] = [spot(corners.topLeft), spot(corners.topRight), spot(corners.bottomLeft)];
  const fourth = { x: right.x - left.x + below.x, y: right.y - left.y + below.y };
  const share = (side - ALIGNMENT_MIDDLE - FINDER_MIDDLE) / (side - 2 * FINDER_MIDDLE);
  const guess = { x: left.x + share * (fourth.x - left.x), y: left.y + share * (fourth.y - left.y) };
  const aligned = side > MIN_SIDE ? new Measuring(picture).alignmentNear(guess, moduleSize) : undefined;
  const near = FINDER_MIDDLE;
  const far = side - FINDER_MIDDLE;
  const last = aligned === undefined ? far : side - ALIGNMENT_MIDDLE;
  const { x, y } = aligned ?? fourth;
  const transform = PerspectiveTransform.quadrilateralToQuadrilateral(
    ...[near, near, far, near, last, last, near, far],
    ...[left.x, left.y, right.x, right.y, x, y, below.x, below.y],
  );
  return new DefaultGridSampler().sampleGridWithTransform(picture, side, side, transform);
};

/** Share of the two timing patterns' modules that alternate as they must. */
const timingOf = (grid: BitMatrix): number => {
  const side = grid.getWidth();
  let right = 0;
  for (let index = 8; index < side - 8; index += 1) {
    const dark = index % 2 === 0;
    right += Number(grid.get(index, 6) === dark) + Number(grid.get(6, index) === dark);
  }
  return right / (2 * (side - 16));
};

/**
 * What the code between these corners may be, module by module, the likeliest first. ZXing trusts the side that
 * follows from the measured module size; on a tilted ticket that is often four modules off, so its neighbours are
 * tried as well and the timing patterns decide.
 */
export const codeGrids = (picture: BitMatrix, corners: CodeCorners): readonly BitMatrix[] => {
  const { bottomLeft, topLeft, topRight } = corners;
  const length = (ResultPoint.distance(topLeft, topRight) + ResultPoint.distance(topLeft, bottomLeft)) / 2;
  const measured = length / new Measuring(picture).moduleSize(corners) + 2 * FINDER_MIDDLE;
  const nearest = Math.round((measured - 17) / 4) * 4 + 17;
  return [0, 4, -4, 8, -8]
    .map((off) => nearest + off)
    .filter((side) => side >= MIN_SIDE && side <= MAX_SIDE)
    .flatMap((side) => {
      try {
        const grid = gridOf(picture, corners, side, length / (side - 2 * FINDER_MIDDLE));
        return [{ grid, timing: timingOf(grid) }];
      } catch {
        // The grid leaves the picture.
        return [];
      }
    })
    .filter(({ timing }) => timing >= TIMING_MIN)
    .toSorted((a, b) => b.timing - a.timing)
    .map(({ grid }) => grid);
};
