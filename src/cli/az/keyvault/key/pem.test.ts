import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from './pem.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const p256 = ec('P-256');
const p384 = ec('P-384');

describe('a private key in PEM', () => {
  it.each([
    ['RSA in PKCS #8', rsa, 'pkcs8'],
    ['RSA in PKCS #1', rsa, 'pkcs1'],
    ['P-256 in PKCS #8', p256, 'pkcs8'],
    ['P-256 in SEC 1', p256, 'sec1'],
    ['P-384 in PKCS #8', p384, 'pkcs8'],
  ] as const)('%s is read as Node reads it', (_name, key, type) => {
    const pem = String(key.export({ type: type as 'pkcs8', format: 'pem' }));
    // az writes no leading zeros of a coordinate, Node writes all of them.
    const plain = (value: unknown): string =>
      Buffer.from(String(value), 'base64url')
        .toString('hex')
        .replace(/^(00)+/, '');
    const read = readPrivateKey(pem);
    for (const [name, value] of Object.entries(key.export({ format: 'jwk' })))
      expect([name, ['kty', 'crv'].includes(name) ? read[name] : plain(read[name])]).toEqual([
        name,
        ['kty', 'crv'].includes(name) ? value : plain(value),
      ]);
  });

  it.each([
    ['no PEM', 'no key'],
    ['a line without its breaks', String(p256.export({ type: 'pkcs8', format: 'pem' })).replaceAll('\n', '')],
    ['nothing between the lines', '-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----'],
    ['another kind', String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))],
  ])('%s ends as az ends', (_name, pem) => {
    expect(() => readPrivateKey(pem)).toThrow(/^Import failed: \('Could not deserialize key data\./);
  });
});
