import { describe, expect, it } from 'vitest';
import { addressOf, routeAt } from './address.ts';
import { resource, type Route } from './route.ts';

const group = '/subscriptions/0000/resourceGroups/rg shop';
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv`;

describe('the address of a place in the portal', () => {
  it.each<[Route, string]>([
    [{ at: 'home' }, 'home'],
    [{ at: 'list' }, 'list'],
    [{ at: 'list', type: 'Microsoft.KeyVault/vaults' }, 'list/Microsoft.KeyVault/vaults'],
    [resource('/subscriptions/0000'), 'resource/subscriptions/0000'],
    [resource(group, 'iam', 'roles'), 'resource/subscriptions/0000/resourceGroups/rg%20shop?panel=iam&tab=roles'],
    [
      resource(vault, 'facts Networking'),
      'resource/subscriptions/0000/resourceGroups/rg%20shop/providers/Microsoft.KeyVault/vaults/kv?panel=facts+Networking',
    ],
    [{ at: 'create', type: 'Microsoft.Web/sites', group: 'rg&1' }, 'create/Microsoft.Web/sites?group=rg%261'],
    [{ at: 'add-role', scope: vault }, `add-role${vault.replace(' ', '%20')}`],
    [{ at: 'directory', panel: 'sign-ins' }, 'directory/sign-ins'],
    [
      { at: 'principal', id: 'p1', name: 'app web', from: vault, managed: true },
      `principal/p1?name=app+web&from=${encodeURIComponent(vault).replace('%20', '+')}&managed=true`,
    ],
  ])('%j is %s, and back', (route, address) => {
    expect(addressOf(route)).toBe(address);
    expect(routeAt(address)).toEqual(route);
  });

  it.each(['', 'nowhere', 'resource', 'directory/aliens', 'create/', 'resource/%E0%A4'])('%s is none', (address) => {
    expect(routeAt(address)).toBeUndefined();
  });
});
