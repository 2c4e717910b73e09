import { describe, expect, it } from 'vitest';
import { find } from './find.ts';

const group = '/subscriptions/0/resourceGroups/rg-shop';
const known = {
  resources: [
    {
      id: `${group}/providers/Microsoft.Web/sites/my-shop`,
      name: 'my-shop',
      type: 'Microsoft.Web/sites',
      location: 'x',
    },
    { id: `${group}/providers/Microsoft.Web/sites/app`, name: 'app', type: 'Microsoft.Web/sites', location: 'x' },
    {
      id: `${group}/providers/Microsoft.KeyVault/vaults/shop-kv`,
      name: 'shop-kv',
      type: 'Microsoft.KeyVault/vaults',
      location: 'x',
    },
  ],
  groups: [{ id: group, name: 'rg-shop', location: 'x' }],
};
const titles = (text: string) => find(text, known).map(({ title, found }) => [title, ...found.map((one) => one.title)]);

describe('the search of the portal', () => {
  it('finds resources and groups by name, those that begin with it first, and by their group last', () => {
    expect(titles('shop')).toEqual([
      ['Resources', 'shop-kv', 'my-shop', 'app'],
      ['Resource groups', 'rg-shop'],
    ]);
  });

  it('finds services and the parts of the directory, in any case', () => {
    expect(titles('KEY V')).toEqual([
      ['Services', 'Key vaults'],
      ['Resources', 'shop-kv'],
    ]);
    expect(titles('sign-in')).toEqual([['Microsoft Entra ID', 'Sign-in logs']]);
  });

  it('says what a resource is, and where', () => {
    expect(find('my-shop', known)[0]?.found[0]?.says).toBe('App Service in rg-shop');
  });

  it.each(['', '  ', 'nothing like it'])('finds nothing for "%s"', (text) => {
    expect(find(text, known)).toEqual([]);
  });
});
