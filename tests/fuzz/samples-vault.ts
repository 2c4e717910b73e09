import type { Base } from './base.ts';
import type { Setup } from './base-directory.ts';
import { sample, type Sample } from './samples.ts';

/** A certificate that was made for this test; the key that follows it is none. */
const der = [
  'MIICmTCCAYGgAwIBAgIDAQIDMA0GCSqGSIb3DQEBCwUAMA8xDTALBgNVBAMMBGZ1enowHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAx',
  'MDAwMDAwWjAPMQ0wCwYDVQQDDARmdXp6MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArcG4VDyV/c7XvUrIbtLbIBkb',
  'l/EzwcGF8Wp+kY4fM9nK4ZyzFYnB9nafho2wY4+jje3xMY/9J/4U5pUq2fN6tsVCp1jSQ5og6pt9BvRdgloSEpY6aQqNjteiAPCQ',
  '9MTYTm7DEzqxsr2hOeR1dHBqLk3tqaQbWXxQAekv9TvLXtA4M1U5zQsDPcB/BYDwDCvRnPgcubOe87Nsp/KT3s4Hl2X8C/kM8hXb',
  'L6dcH9b6RJxDRJc/Jv68c/xxVJPULum5tmvzBIZKA2LUIo1ZGVEcXx4JHdBmgwgW7OTU0wUqnO/mJquRMeQCwIhISXrHqKlqAF+X',
  'xcGgOwhw7T9bngSvIQIDAQABMA0GCSqGSIb3DQEBCwUAA4IBAQAeJwkwcnyxNE7u5QeuIgo9HH8kLfGHJeq7tOU2nl24J+q5ubIF',
  'GvYjiWymFStHN64z3z/bu6tpRjxxPMMxMbGqEgylZuGWzRnkuzz5TrUyTjsA7XsVu3FWOmRl1ovGSsg6BGYZsFW/EvuFAM6TDBnE',
  'LQ3okuDHuZkJhzf7asvEwYPpzrca0l6g+azZjVHs1aR4T7K6KiHr3Ym7Paq7ywAbt0WUpL1jbiNoQW9y8sj0goqi14CIAoQBT1bM',
  'RhiScDSMYW+l8HETRrZWn2KWkafvZKuC/9FwixhLLbGIg6yac0d2zUnxFcUZEzORhw5S94xu2mssy9Q+D6lgMYLxnjGI',
].join('\n');
const pem = `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----\n`;
const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
const address = (path: string): string =>
  `https://kv1.vault.azure.net${path}${path.includes('?') ? '&' : '?'}api-version=7.4`;

/** Versions of a key and of a certificate of the vault. */
export interface VaultObjects {
  key: string;
  certificate: string;
}

/** A key and a certificate beside the secrets. */
export async function furnishVault(setup: Setup): Promise<VaultObjects> {
  const key = await setup('PUT', address('/keys/k1'), { key: rsa });
  const certificate = await setup('POST', address('/certificates/c1/import'), { value: pem });
  const last = (id: unknown): string => String(id).split('/').at(-1) ?? '';
  return { key: last((key.body['key'] as { kid: string }).kid), certificate: last(certificate.body['id']) };
}

/** A vault's own address, as an owner of its data asks. */
export function vaultSamples(base: Base): Sample[] {
  const vault = (method: string, path: string, body?: unknown): Sample =>
    sample(method, address(path), body, base.tokens['owner vault']);
  const attributes = { enabled: true, nbf: 1, exp: 4_000_000_000 };
  return [
    vault('PUT', '/secrets/new', { value: 'v', contentType: 'text/plain', tags: { a: 'b' }, attributes }),
    vault('GET', '/secrets/s1'),
    vault('GET', `/secrets/s1/${base.version}`),
    vault('PATCH', '/secrets/s1', { contentType: 'text/plain', tags: { a: 'b' }, attributes }),
    vault('PATCH', `/secrets/s1/${base.version}`, { attributes }),
    vault('GET', '/secrets?maxresults=1'),
    vault('GET', '/secrets/s1/versions?maxresults=5'),
    vault('DELETE', '/secrets/s1'),
    vault('GET', '/deletedsecrets?maxresults=5'),
    vault('GET', '/deletedsecrets/gone'),
    vault('POST', '/deletedsecrets/gone/recover'),
    vault('DELETE', '/deletedsecrets/gone'),
    vault('PUT', '/keys/k1', { key: rsa, attributes, tags: { a: 'b' } }),
    vault('GET', '/keys?maxresults=5'),
    vault('GET', '/keys/k1'),
    vault('GET', `/keys/k1/${base.objects.key}`),
    vault('GET', '/keys/k1/versions'),
    vault('POST', '/certificates/c1/import', { value: pem, attributes, tags: { a: 'b' } }),
    vault('GET', '/certificates?maxresults=5'),
    vault('GET', '/certificates/c1'),
    vault('GET', `/certificates/c1/${base.objects.certificate}`),
    vault('GET', '/certificates/c1/versions'),
  ];
}
