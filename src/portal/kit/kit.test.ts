import { describe, expect, it } from 'vitest';
import { factText, valueAt, withScope } from './facts.ts';
import { matches } from './match.ts';
import { clockTime, dateTime, span } from './times.ts';
import { oursOn } from './words.ts';

const vault = {
  id: '/subscriptions/0000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv',
  tags: { env: 'prod', owner: 'ada' },
  properties: { enabled: false, host: 'kv.example', sku: { name: 'standard' } },
};

describe('a fact of a resource', () => {
  it.each([
    ['properties.sku.name', undefined, 'standard'],
    ['properties.sku.name', { standard: 'Standard' }, 'Standard'],
    ['properties.enabled', { false: 'Disabled' }, 'Disabled'],
    ['https://{properties.host}/', undefined, 'https://kv.example/'],
    ['https://{properties.absent}/', undefined, '-'],
    ['properties.absent', undefined, '-'],
    ['tags', undefined, 'env : prod, owner : ada'],
    ['properties.sku.constructor', undefined, '-'],
  ])('%s', (from, words, text) => {
    expect(factText(vault, { label: 'x', from, ...(words && { words }) })).toBe(text);
  });

  it('may be a time, written as the portal writes times', () => {
    const made = (at: string) => factText({ properties: { at } }, { label: 'x', from: 'properties.at', as: 'time' });
    expect(made('2026-11-23T08:46:03.6000000Z')).toBe('2026-11-23 08:46:03 UTC');
    expect(made('never')).toBe('never');
  });

  it('may be the subscription of any scope', () => {
    expect(valueAt(withScope(vault), 'subscriptionId')).toBe('0000');
    const subscription = { id: '/subscriptions/1', subscriptionId: 'own' };
    expect(valueAt(withScope(subscription), 'subscriptionId')).toBe('own');
  });
});

describe('the filter', () => {
  it.each([
    ['', true],
    ['KEY sec', true],
    ['secrets  vault', true],
    ['storage', false],
  ])('"%s"', (text, found) => {
    expect(matches(text, 'Key Vault', 'Secrets User', undefined)).toBe(found);
  });
});

describe('times', () => {
  const at = Date.parse('2026-11-23T09:14:05Z');
  it('are written in UTC', () => {
    expect([clockTime(at), dateTime(at)]).toEqual(['09:14:05', '2026-11-23 09:14:05']);
  });

  it.each([
    [1, '1 s'],
    [59_001, '1 min'],
    [240_000, '4 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1 h 30 min'],
  ])('%i ms to come are %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

describe('our words under a refusal', () => {
  const request = { method: 'GET', url: 'https://x' };
  it('name who, what and where from the words of Azure', () => {
    const message =
      "Caller is not authorized.\r\nAction: 'M.KV/vaults/secrets/getSecret/action'\r\nResource: '/s/vaults/kv-shop'\r\n";
    const text = oursOn({ status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac', message, request }, 'Ada');
    expect(text).toContain(
      'No role assignment of Ada that is in effect grants M.KV/vaults/secrets/getSecret/action on kv-shop',
    );
  });

  it('are left out where we have none', () => {
    expect(oursOn({ status: 418, code: 'toString', message: '', request }, 'Ada')).toBeUndefined();
  });
});
