import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal-distribution.ts';

describe('the normal distribution', () => {
  // Source: tables of the normal distribution; rounded to double precision.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145705],
    [1.96, 0.9750021048517795],
    [-3, 0.0013498980316300946],
    [-6, 9.86587645037698e-10],
    [-10, 7.61985302416052e-24],
    [8, 0.9999999999999994],
  ])('has at %d the probability %d', (z, probability) => {
    expect(Math.abs(normalCdf(z) - probability)).toBeLessThan(1e-14);
    expect(Math.abs(normalCdf(z) / probability - 1)).toBeLessThan(1e-8);
  });

  it.each([
    [0.03, -1.8807936081512509],
    [0.1, -1.2815515655446004],
    [0.25, -0.6744897501960817],
    [0.5, 0],
    [0.97, 1.8807936081512509],
    [0.001, -3.090232306167813],
  ])('reaches the probability %d at %d', (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 12);
  });

  it('reaches no probability outside 0 to 1', () => {
    for (const probability of [0, 1, -1, 2, Number.NaN, Infinity, -Infinity])
      expect(normalQuantile(probability)).toBeUndefined();
  });

  it('has 0 and 1 at its ends', () => {
    expect([-Infinity, -40, 40, Infinity].map(normalCdf)).toEqual([0, 0, 1, 1]);
  });

  it('is its own inverse’s inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true }), (probability) => {
        const z = normalQuantile(probability) ?? Number.NaN;
        expect(Math.abs(normalCdf(z) / probability - 1)).toBeLessThan(1e-9);
      }),
    );
  });
});
