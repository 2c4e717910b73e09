import { describe, expect, it } from 'vitest';
import { parseForm, parseUrl, queryValue } from './http.ts';

const cases: [given: string, path: string, name: string, value: string | undefined][] = [
  ['https://management.azure.com//subscriptions/s/x?api-version=1', '/subscriptions/s/x', 'api-version', '1'],
  ['https://kv.vault.azure.net/secrets/s1/?api%2Dversion=2025-07-01', '/secrets/s1', 'API-Version', '2025-07-01'],
  [
    'https://h/a/providers/Microsoft.Compute//virtualMachines/vm1',
    '/a/providers/Microsoft.Compute/virtualMachines/vm1',
    'q',
    undefined,
  ],
  ["https://h/r?$filter=roleName%20eq%20'Key+Vault'#part", '/r', '$filter', "roleName eq 'Key Vault'"],
  ['https://h?x=%zz', '/', 'x', '%zz'],
  ['https://h/a?flag', '/a', 'flag', ''],
  ['https://h/v1.0/groups/%67/members/%24ref', '/v1.0/groups/g/members/$ref', 'q', undefined],
  ['https://h/a%2Fb/%2e%2e/%c3%a9%20', '/a%2Fb/../%c3%a9%20', 'q', undefined],
];

describe('request addresses', () => {
  it.each(cases)('reads %s', (given, path, name, value) => {
    const url = parseUrl(given);
    expect(url?.path).toBe(path);
    expect(url && queryValue(url, name)).toBe(value);
  });

  it.each(['', 'management.azure.com/x', 'ftp://h/x', '/subscriptions', 'https://'])('refuses %j', (given) => {
    expect(parseUrl(given)).toBeUndefined();
  });

  it.each([
    ['https://H:443/x', 'h'],
    ['http://h:80/x', 'h'],
    ['https://h:80/x', 'h:80'],
    ['http://172.16.0.1:8081/x', '172.16.0.1:8081'],
  ])('reads the host of %s', (given, host) => {
    expect(parseUrl(given)?.host).toBe(host);
  });

  it('reads forms without letting a name reach the prototype', () => {
    const form = parseForm('grant_type=refresh_token&scope=a%20b+c&__proto__=x&empty=&bare');
    expect(form['scope']).toBe('a b c');
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(form['bare']).toBe('');
  });
});
