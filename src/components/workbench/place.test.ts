import { describe, expect, it } from 'vitest';
import { fragmentOf, placeIn, type Place } from './place.ts';

describe('a place of the workbench in the address', () => {
  it.each<[Place, string]>([
    [{ tab: 'shell', rest: '' }, '#tenant/shell'],
    [{ tab: 'flow', rest: '7' }, '#tenant/flow/7'],
    [
      { tab: 'portal', rest: 'resource/subscriptions/0?panel=iam' },
      '#tenant/portal/resource/subscriptions/0?panel=iam',
    ],
  ])('%j is %s, and back', (place, fragment) => {
    expect(fragmentOf(place)).toBe(fragment);
    expect(placeIn(fragment)).toEqual(place);
  });

  it.each(['', '#tasks', '#tenant/', '#tenant/nowhere'])('%s is none', (fragment) => {
    expect(placeIn(fragment)).toBeUndefined();
  });
});
