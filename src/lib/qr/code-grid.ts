import type BitMatrix from '@zxing/library/esnext/core/common/BitMatrix.js';
import DefaultGridSampler from '@zxing/library/esnext/core/common/DefaultGridSampler.js';
import PerspectiveTransform from '@zxing/library/esnext/core/common/PerspectiveTransform.js';
import Version from '@zxing/library/esnext/core/qrcode/decoder/Version.js';
import Detector from '@zxing/library/esnext/core/qrcode/detector/Detector.js';
import ResultPoint from '@zxing/library/esnext/core/ResultPoint.js';
import type { CodeCorners } from './code-corners.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A finder pattern's middle lies 3.5 modules from the edge, the last alignment pattern's 6.5. */
const FINDER_MIDDLE = 3.5;
const ALIGNMENT_MIDDLE = 6.5;

/** Least share of the fixed modules that must be right before a grid is worth decoding. */
const FIXED_MIN = 0.75;

const MAX_VERSION = 40;

/** Opens the steps of ZXing's detector that are used one by one here. */
class Measuring extends Detector {
  moduleSize({ bottomLeft, topLeft, topRight }: CodeCorners): number {
    return this.calculateModuleSize(topLeft, topRight, bottomLeft);
  }

  /** What looks like an alignment pattern near a spot, looking further and further away. */
  alignmentsNear(spot: Spot, moduleSize: number): readonly Spot[] {
    return [4, 8, 16].flatMap((modules) => {
      try {
        const found = this.findAlignmentInRegion(moduleSize, Math.floor(spot.x), Math.floor(spot.y), modules);
        return [{ x: found.getX(), y: found.getY() }];
      } catch {
        // None within so many modules.
        return [];
      }
    });
  }
}

const spotOf = (mark: ResultPoint): Spot => ({ x: mark.getX(), y: mark.getY() });

/** The code's modules, if it has this version, in each perspective that its last alignment pattern may give. */
const gridsOf = (
  picture: BitMatrix,
  corners: CodeCorners,
  version: Version,
  length: number,
): readonly BitMatrix[] => {
  const side = version.getDimensionForVersion();
  const [left, right, below] = [
    spotOf(corners.topLeft),
    spotOf(corners.topRight),
    spotOf(corners.bottomLeft),
  ];
  const fourth = { x: right.x - left.x + below.x, y: right.y - left.y + below.y };
  const modules = side - 2 * FINDER_MIDDLE;
  const share = (side - ALIGNMENT_MIDDLE - FINDER_MIDDLE) / modules;
  const guess = { x: left.x + share * (fourth.x - left.x), y: left.y + share * (fourth.y - left.y) };
  const near = FINDER_MIDDLE;
  const far = side - FINDER_MIDDLE;
  const gridBy = ({ x, y }: Spot, at: number): readonly BitMatrix[] => {
    const transform = PerspectiveTransform.quadrilateralToQuadrilateral(
      ...[near, near, far, near, at, at, near, far],
      ...[left.x, left.y, right.x, right.y, x, y, below.x, below.y],
    );
    try {
      return [new DefaultGridSampler().sampleGridWithTransform(picture, side, side, transform)];
    } catch {
      // The grid leaves the picture.
      return [];
    }
  };
  const alignments =
    version.getVersionNumber() === 1 ? [] : new Measuring(picture).alignmentsNear(guess, length / modules);
  return [...alignments.flatMap((spot) => gridBy(spot, side - ALIGNMENT_MIDDLE)), ...gridBy(fourth, far)];
};

/** Share of the modules of timing and alignment patterns that are as they must be in every code of the version. */
const fixedShare = (grid: BitMatrix, version: Version): number => {
  const side = grid.getWidth();
  let [right, all] = [0, 0];
  const expect = (x: number, y: number, dark: boolean): void => {
    right += Number(grid.get(x, y) === dark);
    all += 1;
  };
  for (let index = 8; index < side - 8; index += 1) {
    expect(index, 6, index % 2 === 0);
    expect(6, index, index % 2 === 0);
  }
  const middles = [...version.getAlignmentPatternCenters()];
  for (const x of middles) {
    for (const y of middles) {
      const isFinder = (x === 6 && (y === 6 || y === side - 7)) || (y === 6 && x === side - 7);
      for (let step = 0; step < 25 && !isFinder; step += 1) {
        const [across, down] = [(step % 5) - 2, Math.floor(step / 5) - 2];
        expect(x + across, y + down, Math.max(Math.abs(across), Math.abs(down)) !== 1);
      }
    }
  }
  return right / all;
};

/**
 * What the code between these corners may be, module by module, the likeliest first. ZXing trusts the version that
 * follows from the measured module size, and the first mark that looks like the alignment pattern; on a tilted ticket
 * both are often wrong. Here the versions beside it and other marks are tried too, and the modules that are the same
 * in every code decide.
 */
export const codeGrids = (picture: BitMatrix, corners: CodeCorners): readonly BitMatrix[] => {
  const { bottomLeft, topLeft, topRight } = corners;
  const length = (ResultPoint.distance(topLeft, topRight) + ResultPoint.distance(topLeft, bottomLeft)) / 2;
  const measured = length / new Measuring(picture).moduleSize(corners) + 2 * FINDER_MIDDLE;
  const nearest = Math.round((measured - 17) / 4);
  return [0, 1, -1, 2, -2]
    .map((off) => nearest + off)
    .filter((number) => number >= 1 && number <= MAX_VERSION)
    .flatMap((number) => {
      const version = Version.getVersionForNumber(number);
      return gridsOf(picture, corners, version, length).map((grid) => ({
        grid,
        fixed: fixedShare(grid, version),
      }));
    })
    .filter(({ fixed }) => fixed >= FIXED_MIN)
    .toSorted((a, b) => b.fixed - a.fixed)
    .map(({ grid }) => grid);
};
