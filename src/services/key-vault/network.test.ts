import { describe, expect, it } from 'vitest';
import { inRange, normalRange } from './network.ts';

describe('address ranges', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.4', '10.1.2.3/32', false],
    ['10.1.255.9', '10.1.0.0/16', true],
    ['10.2.0.0', '10.1.0.0/16', false],
    ['255.255.255.255', '0.0.0.0/0', true],
    ['nonsense', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, range, expected) => {
    expect(inRange(address, range)).toBe(expected);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4/32'],
    [' 1.2.3.0/24 ', '1.2.3.0/24'],
    ['1.2.3.4/33', undefined],
    ['1.2.3.256', undefined],
    ['1.2.3', undefined],
    ['1.2.3.4/24/8', undefined],
    ['', undefined],
  ])('"%s" is written %s', (text, expected) => {
    expect(normalRange(text)).toBe(expected);
  });
});
