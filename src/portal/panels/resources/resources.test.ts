import { describe, expect, it } from 'vitest';
import { blades, bladeOf, wordsOf } from '../../blades.ts';
import { eventFilter, listed, resourceWords, type ActivityEvent } from '../activity-log/events.ts';
import { faultIn, filled } from './form.ts';
import { panels } from './panel.tsx';

describe('blades that services declare', () => {
  it.each(blades.map((blade) => [blade.type, blade] as const))('%s can be shown', (_, blade) => {
    expect(blade.menu[0]?.panel).toBe('overview');
    expect(blade.menu.filter(({ panel }) => !Object.hasOwn(panels, panel))).toEqual([]);
    expect(new Set(blade.menu.map(({ title }) => title)).size).toBe(blade.menu.length);
    expect(blade.probes.length).toBeGreaterThan(0);
  });

  it('say what each list below a resource is of', () => {
    for (const { menu, type } of blades) {
      for (const { panel, list } of menu) expect(panel === 'children', type).toBe(list !== undefined);
    }
  });

  it.each([
    ['app', 'Web App'],
    ['functionapp,linux', 'Function App'],
    [undefined, 'Web App'],
  ])('call a site of the kind %s a %s', (kind, title) => {
    expect(wordsOf(bladeOf('Microsoft.Web/sites'), { ...(kind && { kind }) }).title).toBe(title);
  });

  it('leave a plain one to every other type', () => {
    expect(bladeOf('Microsoft.Nothing/things').menu.map(({ panel }) => panel)).toContain('iam');
  });

  it.each(['Microsoft.Resources/subscriptions', 'Microsoft.Web/sites', 'Microsoft.Nothing/things'])(
    '%s has policies and locks among its settings',
    (type) => {
      const { menu } = bladeOf(type);
      const at = menu.findIndex(({ panel }) => panel === 'policies');
      expect(menu.slice(at, at + 2).map(({ title, group }) => [title, group])).toEqual([
        ['Policies', 'Settings'],
        ['Locks', 'Settings'],
      ]);
      expect(
        menu.filter(({ group }, index) => group === 'Settings' && menu[index - 1]?.group !== 'Settings'),
      ).toHaveLength(1);
      expect(menu.filter(({ panel }) => !Object.hasOwn(panels, panel))).toEqual([]);
    },
  );
});

describe('a form', () => {
  const { create } = bladeOf('Microsoft.ManagedIdentity/userAssignedIdentities');
  const values = { subscriptionId: '0000', group: 'rg', name: 'id-shop', location: 'westeurope' };

  it('becomes one request', () => {
    expect(filled(create?.path ?? '', values)).toBe(
      '/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop',
    );
    expect(filled(create?.body, values)).toEqual({ location: 'westeurope' });
  });

  it.each([
    ['id-shop', undefined],
    ['', 'must not be empty'],
    ['ab', '3 to 128'],
    ['-abc', '3 to 128'],
  ])('judges the name "%s"', (name, fault) => {
    const field = create?.fields.find(({ kind }) => kind === 'name');
    const found = field && faultIn(field, { name });
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });
});

describe('the activity log is asked for', () => {
  const now = Date.parse('2026-01-08T00:00:00Z');
  const since = "eventTimestamp ge '2026-01-01T00:00:00.000Z'";
  it.each([
    ['/subscriptions/0', since],
    ['/subscriptions/0/resourceGroups/rg', `${since} and resourceGroupName eq 'rg'`],
    ['/subscriptions/0/resourceGroups/rg/providers/M.W/sites/a', `${since} and resourceGroupName eq 'rg'`],
  ])('%s', (scope, filter) => {
    expect(eventFilter(scope, now)).toBe(filter);
  });
});

describe('the activity log of a resource', () => {
  const vault = '/subscriptions/0/resourceGroups/rg/providers/M.KV/vaults/kv';
  const event = (id: string, resourceId: string, status: string, at: string): ActivityEvent => ({
    id,
    resourceId,
    status: { value: status },
    operationName: { value: 'write', localizedValue: 'Write' },
    correlationId: resourceId,
    eventTimestamp: at,
  });

  it('lists what ended, newest first, on it and below it only', () => {
    const events = [
      event('a', vault, 'Started', '1'),
      event('b', vault, 'Succeeded', '2'),
      event('c', `${vault}/providers/Microsoft.Authorization/roleAssignments/1`, 'Failed', '3'),
      event('d', `${vault}2`, 'Succeeded', '4'),
      event('e', `${vault}/x/y`, 'Started', '5'),
    ];
    expect(events.map(({ resourceId }) => resourceWords(resourceId ?? ''))).toEqual(['kv', 'kv', 'kv', 'kv2', 'y']);
    expect(listed(events, vault.toUpperCase()).map(({ id }) => id)).toEqual(['e', 'c', 'b']);
  });
});
