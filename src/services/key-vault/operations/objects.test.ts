import { beforeEach, describe, expect, it } from 'vitest';
import { Fixture, refusal, tenantId } from '../fixture.ts';

const person = '33333333-3333-4333-8333-333333333333';
const jwk = { kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'hidden' };

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
});

describe('keys of a vault', () => {
  beforeEach(() => void at.create('kv1'));

  it('are imported version by version, read without what is private, and listed by name', () => {
    const first = at.vault('PUT', 'kv1', '/keys/k1', { key: jwk, attributes: { exp: 4 }, tags: { a: 'b' } });
    const second = at.vault('PUT', 'kv1', '/keys/k1', { key: { kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB' } });
    expect(JSON.stringify(first.json)).not.toContain('hidden');
    expect(first.json).toMatchObject({ key: { kty: 'RSA', n: 'AQAB' }, attributes: { exp: 4 }, tags: { a: 'b' } });
    const [one, two] = [first, second].map(({ json }) => String(json['key']?.['kid']));
    expect(one).not.toBe(two);
    expect(at.vault('GET', 'kv1', '/keys/k1').json['key']?.['kid']).toBe(two);
    expect(at.vault('GET', 'kv1', `/keys/k1/${one?.split('/').at(-1)}`).json['key']?.['kid']).toBe(one);
    expect(at.vault('GET', 'kv1', '/keys').json['value']).toMatchObject([
      { kid: 'https://kv1.vault.azure.net/keys/k1' },
    ]);
    expect(at.vault('GET', 'kv1', '/keys/k1/versions').json['value']).toHaveLength(2);
  });

  it.each([
    ['a symmetric one', { key: { kty: 'oct', k: 'AQAB' } }, 400, 'BadParameter'],
    ['one without its numbers', { key: { kty: 'RSA' } }, 400, 'BadParameter'],
    ['nothing', {}, 400, 'BadParameter'],
  ])('refuse %s', (_name, body, status, code) => {
    const answer = at.vault('PUT', 'kv1', '/keys/k1', body);
    expect([answer.status, refusal(answer).code]).toEqual([status, code]);
  });
});

describe('certificates of a vault', () => {
  const pem = `-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMIICEjCCAXugAwIBAgIUSq4VuqMDdgkOKXaDZms/pS/8cnwwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPYXBwLmNvbnRvc28uY29tMCAXDTI2MTEyNDAyNDIxMVoYDzIwNTEwNzE2MDI0MjExWjAaMRgwFgYDVQQDDA9hcHAuY29udG9zby5jb20wgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAL5JHOgkF2RjfARMnbgXD7blbApLzRZ+YIUgGPykAvDo/CdPsxp+of1dv0LLLx0ks1XbbgPSGnMLXzG+h3xWFll+8qIh6zR2YuZi5FdV/9dnFMwmUQ7xC5gVjSJkx3exvOZrm2786BNPqs8+p/9DVjOziw1gFLbf3C+QCm8TyCrlAgMBAAGjUzBRMB0GA1UdDgQWBBQA9A5HAbxpYCRdwvxF40hOvcNj0zAfBgNVHSMEGDAWgBQA9A5HAbxpYCRdwvxF40hOvcNj0zAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBALx5jrwKeOquJjOfjzuSc6KxFINK/SyeE3GTCHV5mW6remNKxSvJ4Sy3ipHl953i3gsyAggfwfptMPhQKpo7HHGDVI5RgRL52ta5Jo2/8U8Lguo/3wZfG13ncHcMOjzoqtDFvLwqdhJNWR6VSKq+guLsBZ4U3YYlE847DmW/oMpr\n-----END CERTIFICATE-----\n`;

  it.each([
    ['as text', pem],
    ['as base64 of the text, as the SDKs send it', btoa(pem)],
  ])('are imported from PEM %s', (_name, value) => {
    at.create('kv1');
    const answer = at.vault('POST', 'kv1', '/certificates/app/import', { value });
    expect([answer.status, answer.json['policy']?.['x509_props']]).toMatchObject([
      200,
      { subject: 'CN=app.contoso.com' },
    ]);
    expect(at.vault('GET', 'kv1', '/secrets/app').json['value']).toBe(pem);
  });
});

describe('a vault with access policies asks for each kind of object by itself', () => {
  const kinds = ['secrets', 'keys', 'certificates'] as const;

  it.each(kinds)('%s', (allowed) => {
    at.create('kv1', {
      enableRbacAuthorization: false,
      accessPolicies: [{ tenantId, objectId: person, permissions: { [allowed]: ['list'] } }],
    });
    const token = at.token(person, 'https://vault.azure.net');
    for (const kind of kinds) {
      const answer = at.vault('GET', 'kv1', `/${kind}`, undefined, token);
      expect([kind, answer.status]).toEqual([kind, kind === allowed ? 200 : 403]);
      if (kind !== allowed) expect(refusal(answer).message).toContain(`does not have ${kind} list permission`);
    }
  });
});
