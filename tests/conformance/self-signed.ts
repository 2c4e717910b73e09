import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** DER, as far as a certificate for a test needs it. */
const element = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: Buffer[]): Buffer => element(0x30, ...parts);
const identifier = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'));
const time = (at: number): Buffer =>
  element(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const name = (text: string): Buffer =>
  sequence(element(0x31, sequence(identifier('550403'), element(0x0c, Buffer.from(text)))));

const sha256WithRsa = sequence(identifier('2a864886f70d01010b'), element(0x05));

export interface SelfSigned {
  /** Base64 of the DER form. */
  der: string;
  /** The certificate and its private key, as clients read them from a file. */
  pem: string;
  /** SHA-256 of the DER form, hexadecimal in capitals. */
  thumbprint: string;
  privateKey: KeyObject;
}

/** A certificate by nobody but itself, valid between two times in milliseconds. Made for one run, worth nothing outside. */
export function selfSigned(subject: string, from: number, to: number): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1, 2, 3])),
    sha256WithRsa,
    name(subject),
    sequence(time(from), time(to)),
    name(subject),
    key,
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const bytes = sequence(body, sha256WithRsa, element(0x03, Buffer.from([0]), signature));
  const der = bytes.toString('base64');
  const lines = der.match(/.{1,64}/g)?.join('\n') ?? '';
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}`;
  const thumbprint = createHash('sha256').update(bytes).digest('hex').toUpperCase();
  return { der, pem, thumbprint, privateKey };
}
