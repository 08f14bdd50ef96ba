import { expect, it } from 'vitest';
import { actionText, staffText } from './words.ts';

it('names what a tablet noted, and leaves a newer tablet’s word as it is', () => {
  expect(actionText('board-read')).toBe('受診者の一覧を閲覧');
  expect(actionText('set-aside')).toBe('ハブが隔離');
  expect(actionText('toString')).toBe('toString');
  expect(actionText('something-newer')).toBe('something-newer');
});

it('names who it was with the role', () => {
  const staffId = '0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a01';
  expect(staffText({ staffId, name: '看護 花子', role: 'nurse' })).toBe('看護 花子（看護師・保健師）');
  expect(staffText({ staffId })).toBe('名簿にないスタッフ');
  expect(staffText(undefined)).toBe('');
});
