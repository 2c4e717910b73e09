import { describe, expect, it } from 'vitest';
import { crumbsOf, resource, typeIn, type Route } from './route.ts';

const sub = '/subscriptions/0000';
const group = `${sub}/resourceGroups/rg-shop`;
const app = `${group}/providers/Microsoft.Web/sites/app-web`;
const titles = (route: Route) => crumbsOf(route, 'Shop').map(({ title }) => title);

describe('the way here', () => {
  it.each<[string, Route, string[]]>([
    ['home', { at: 'home' }, ['Home']],
    ['a list', { at: 'list', type: 'Microsoft.KeyVault/vaults' }, ['Home', 'Key vaults']],
    ['a resource', resource(app), ['Home', 'rg-shop', 'app-web']],
    ['a panel', resource(app, 'identity'), ['Home', 'rg-shop', 'app-web', 'Identity']],
    ['a group', resource(group, 'iam'), ['Home', 'rg-shop', 'Access control (IAM)']],
    ['the subscription', resource(sub), ['Home', 'Shop']],
    [
      'the form',
      { at: 'add-role', scope: app },
      ['Home', 'rg-shop', 'app-web', 'Access control (IAM)', 'Add role assignment'],
    ],
    [
      'the roles of an identity',
      { at: 'principal', id: 'p', name: 'app-web', from: app },
      ['Home', 'rg-shop', 'app-web', 'Identity', 'Azure role assignments'],
    ],
    [
      'facts',
      resource(`${group}/providers/Microsoft.KeyVault/vaults/kv`, 'facts Networking'),
      ['Home', 'rg-shop', 'kv', 'Networking'],
    ],
    [
      'a secret',
      resource(`${group}/providers/Microsoft.KeyVault/vaults/kv`, 'secrets', 'db-password'),
      ['Home', 'rg-shop', 'kv', 'Secrets', 'db-password'],
    ],
  ])('to %s', (_, route, expected) => {
    expect(titles(route)).toEqual(expected);
  });

  it('ends where one stands, and leads back from each step before', () => {
    const crumbs = crumbsOf(resource(app, 'identity'));
    expect(crumbs.at(-1)?.to).toBeUndefined();
    expect(crumbs[1]?.to).toEqual(resource(group));
    expect(crumbs[2]?.to).toEqual(resource(app));
  });
});

describe('the type of a scope', () => {
  it.each([
    [app, 'Microsoft.Web/sites'],
    [group, 'Microsoft.Resources/subscriptions/resourceGroups'],
    [sub, 'Microsoft.Resources/subscriptions'],
  ])('%s', (id, type) => {
    expect(typeIn(id)).toBe(type);
  });
});
