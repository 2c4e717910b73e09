import { describe, expect, it } from 'vitest';
import { placed, regionName, regionTitle } from './regions.ts';

describe('regions', () => {
  it.each([
    ['West Europe', 'westeurope'],
    ['eastus2', 'eastus2'],
    ['nowhere', undefined],
    ['constructor', undefined],
  ])('reads %s', (text, name) => {
    expect(regionName(text)).toBe(name);
  });

  it('knows the display name', () => {
    expect(regionTitle('westeurope')).toBe('West Europe');
  });

  it.each([
    ['westeurope', undefined, 'westeurope'],
    [undefined, 'westeurope', 'westeurope'],
    [undefined, undefined, 'LocationRequired'],
    ['nowhere', undefined, 'LocationNotAvailableForResourceType'],
    ['eastus', 'westeurope', 'InvalidResourceLocation'],
  ])('places a resource asked for in %s that is in %s', (location, existing, expected) => {
    const at = { name: 'x', type: 'Microsoft.X/y', group: 'rg', ...(existing && { existing }) };
    const result = placed(location, at);
    expect('region' in result ? result.region : result.refusal.code).toBe(expected);
  });
});
