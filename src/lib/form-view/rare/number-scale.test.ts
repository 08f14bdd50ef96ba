import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormItem } from '../../forms/form.ts';
import { scaleOf, stepOf, stepped } from './number-scale.ts';

const item = (over: Partial<FormItem>): FormItem => ({ type: 'integer', ...over }) as FormItem;

describe('a scale of numbers', () => {
  it('goes from bound to bound by the step of the form', () => {
    expect(scaleOf(item({ minValue: 1, maxValue: 10, sliderStep: 3 }))).toEqual({
      least: 1,
      most: 10,
      step: 3,
    });
    expect(scaleOf(item({ type: 'decimal', minValue: 0, maxValue: 1, maxDecimalPlaces: 2 }))).toEqual({
      least: 0,
      most: 1,
      step: 0.01,
    });
  });

  it('has ends where the form gives none or one', () => {
    expect(scaleOf(item({}))).toEqual({ least: 0, most: 100, step: 1 });
    expect(scaleOf(item({ minValue: 50 }))).toEqual({ least: 50, most: 150, step: 1 });
    expect(scaleOf(item({ maxValue: -5 }))).toEqual({ least: -5, most: -5, step: 1 });
  });

  it('takes whole steps only for whole numbers', () => {
    expect(stepOf(item({ sliderStep: 0.5 }))).toBe(1);
    expect(stepOf(item({ type: 'quantity', sliderStep: 0.5 }))).toBe(0.5);
  });

  it('begins at the lower bound, or at nought', () => {
    expect(stepped(item({ minValue: 3 }), undefined, 1)).toBe(3);
    expect(stepped(item({}), undefined, -1)).toBe(0);
    expect(stepped(item({ maxValue: -2 }), undefined, 1)).toBe(-2);
  });

  it('steps to numbers that can be read, and never past a bound', () => {
    expect(stepped(item({ type: 'decimal', sliderStep: 0.1 }), 0.2, 1)).toBe(0.3);
    expect(stepped(item({ maxValue: 5 }), 5, 1)).toBe(5);
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.constantFrom(0.1, 0.25, 1, 5),
        fc.constantFrom<1 | -1>(1, -1),
        (start, sliderStep, direction) => {
          const scale = item({ type: 'decimal', sliderStep, minValue: -50, maxValue: 50 });
          const next = stepped(scale, start, direction);
          expect(next).toBeGreaterThanOrEqual(-50);
          expect(next).toBeLessThanOrEqual(50);
          expect(String(next).length).toBeLessThan(8);
        },
      ),
    );
  });
});
