import { describe, expect, it } from 'vitest';
import { answerOutward, azureHost, namingAt, requestInward } from './naming.ts';

const naming = namingAt(8443);

it.each([
  ['management.sim.localhost', 'management.azure.com'],
  ['LOGIN.sim.localhost', 'login.microsoftonline.com'],
  ['kv1.vault.sim.localhost', 'kv1.vault.azure.net'],
  ['st1.blob.core.sim.localhost', 'st1.blob.core.windows.net'],
  ['st1.queue.core.sim.localhost', 'st1.queue.core.windows.net'],
  ['app1.scm.azurewebsites.sim.localhost', 'app1.scm.azurewebsites.net'],
  ['notvault.sim.localhost', undefined],
  ['sim.localhost', undefined],
  ['sim.localhost.example', undefined],
  ['management.azure.com', undefined],
])('%s stands for %s', (own, azure) => {
  expect(azureHost(own)).toBe(azure);
});

describe('texts', () => {
  it.each([
    ['https://management.azure.com/subscriptions/s', 'https://management.sim.localhost:8443/subscriptions/s'],
    ['https://management.core.windows.net/', 'https://management.sim.localhost:8443/'],
    ['https://kv1.vault.azure.net:443', 'https://kv1.vault.sim.localhost:8443:443'],
    ['resource="https://vault.azure.net"', 'resource="https://vault.sim.localhost:8443"'],
    ['"https://st1.blob.core.windows.net/"', '"https://st1.blob.core.sim.localhost:8443/"'],
    ['"srv.database.windows.net"', '"srv.database.sim.localhost:8443"'],
    ['at graph.microsoft.com.', 'at graph.sim.localhost:8443.'],
    ['not-management.azure.com', 'not-management.azure.com'],
    ['evil.example/management.azure.com.evil', 'evil.example/management.azure.com.evil'],
    ['https://sts.windows.net/t/', 'https://sts.windows.net/t/'],
  ])('outward: %s', (azure, own) => {
    expect(naming.outward(azure)).toBe(own);
  });

  it.each([
    [
      'scope=https%3A%2F%2Fmanagement.sim.localhost%3A8443%2F%2F.default',
      'scope=https%3A%2F%2Fmanagement.azure.com%2F%2F.default',
    ],
    ['resource=https://vault.sim.localhost:8443', 'resource=https://vault.azure.net'],
    ['https://kv1.vault.sim.localhost:8443/secrets/s', 'https://kv1.vault.azure.net/secrets/s'],
    ['https://graph.sim.localhost/v1.0', 'https://graph.microsoft.com/v1.0'],
    ['sim.localhost:8443', 'sim.localhost:8443'],
    ['x.sim.localhost.example', 'x.sim.localhost.example'],
  ])('inward: %s', (own, azure) => {
    expect(naming.inward(own)).toBe(azure);
  });

  it('paths of one host stand for services too', () => {
    const byPath = namingAt(8443, { 'management.azure.com': 'localhost:8443/arm' });
    expect(byPath.outward('https://management.azure.com/subscriptions')).toBe(
      'https://localhost:8443/arm/subscriptions',
    );
    expect(byPath.inward('scope=https%3A%2F%2Flocalhost%3A8443%2Farm%2F.default')).toBe(
      'scope=https%3A%2F%2Fmanagement.azure.com%2F.default',
    );
  });
});

const json = { 'content-type': 'application/json; charset=utf-8' };
const link = 'https://kv1.vault.azure.net/secrets/s';

describe('bodies', () => {
  it.each([
    ['of Resource Manager', 'https://management.azure.com/x', `{"vaultUri":"${link}"}`, true],
    ['of a vault, but not the secret', `${link}?api-version=7.4`, `{"value":"${link}","id":"${link}"}`, 'id'],
    ['of a list of a vault', `${link}s?api-version=7.4`, `{"value":[{"id":"${link}"}]}`, true],
    ['of a blob: never', 'https://st1.blob.core.windows.net/c/a.json', `{"a":"${link}"}`, false],
    ['of a list of blobs', 'https://st1.blob.core.windows.net/c?restype=container&comp=list', `<a>${link}</a>`, true],
    ['of a setting: never', 'https://ac1.azconfig.io/kv/k', `{"value":"${link}"}`, false],
    ['of a page: never', 'https://app1.azurewebsites.net/', `<a href="${link}">`, false],
  ])('answers %s', (_what, url, body, changed) => {
    const answer = answerOutward(naming, url, { status: 200, headers: { ...json, location: link }, body });
    const own = 'https://kv1.vault.sim.localhost:8443/secrets/s';
    expect(answer.headers['location']).toBe(own);
    const expected =
      changed === 'id' ? body.replace(`"id":"${link}"`, `"id":"${own}"`) : changed ? body.replaceAll(link, own) : body;
    expect(answer.body).toBe(expected);
  });

  it('requests: addresses are read, what is stored and what proves is not', () => {
    const own = 'https://kv1.vault.sim.localhost:8443/secrets/s';
    const sent = (url: string) =>
      requestInward(naming, {
        method: 'PUT',
        url,
        headers: { authorization: own, 'x-ms-copy-source': own },
        body: `{"value":"${own}"}`,
      });
    expect(sent('https://management.azure.com/x')).toMatchObject({
      headers: { authorization: own, 'x-ms-copy-source': link },
      body: `{"value":"${link}"}`,
    });
    for (const url of [link, 'https://st1.blob.core.windows.net/c/a', 'https://ac1.azconfig.io/kv/k'])
      expect(sent(url).body).toBe(`{"value":"${own}"}`);
  });
});
