import { randomUUID, X509Certificate } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { authorityCertificate, keyPem, newKeys, type Signer } from './certificate.ts';

const day = 24 * 60 * 60_000;
/** So long before its end an authority is made anew: nobody shall meet an expired one in the middle of a week's work. */
const renewal = 30 * day;

/** This machine's own certificate authority, and the files by which clients are told to trust it. */
export interface Authority {
  signer: Signer;
  /** The certificate alone: NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, curl --cacert. */
  file: string;
  /** The system's authorities and this one: for clients that take one file in place of theirs (REQUESTS_CA_BUNDLE). */
  bundle: string;
}

const certificatePattern = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;
const keyPattern = /-----BEGIN PRIVATE KEY-----([\s\S]+?)-----END PRIVATE KEY-----/;

async function signerFrom(text: string): Promise<Signer | undefined> {
  const certificate = certificatePattern.exec(text)?.[0];
  const key = keyPattern.exec(text)?.[1];
  if (!certificate || !key) return undefined;
  const bytes = Buffer.from(key, 'base64');
  try {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    return { certificate, key: await crypto.subtle.importKey('pkcs8', bytes, curve, false, ['sign']) };
  } catch {
    return undefined;
  }
}

/** The authority that was made before, unless it nears its end, is damaged, or somebody else could have read its key. */
async function kept(path: string, now: number): Promise<Signer | undefined> {
  let text: string;
  try {
    // Windows has no such modes: there the folder is the person's own.
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) return undefined;
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  const signer = await signerFrom(text);
  return signer && now < Date.parse(new X509Certificate(signer.certificate).validTo) - renewal ? signer : undefined;
}

/** Writes a file whole or not at all. */
async function replace(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode });
  await rename(draft, path);
}

async function make(path: string, now: number): Promise<Signer> {
  const keys = await newKeys();
  const text = `${await authorityCertificate(keys, now)}\n${await keyPem(keys)}\n`;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    // Of two that start at once the first one's stays: a link, unlike a rename, replaces nothing.
    await link(draft, path);
  } catch {
    const other = await kept(path, now);
    if (other) return other;
    await replace(path, text, 0o600);
  } finally {
    await rm(draft, { force: true });
  }
  const signer = await signerFrom(text);
  if (!signer) throw new Error('the authority that was made just now cannot be read');
  return signer;
}

/** The authorities that this machine trusts; Mozilla's where the system's cannot be asked. */
const systemAuthorities = (): string[] => {
  const own = getCACertificates('system');
  return own.length > 0 ? own : getCACertificates('bundled');
};

/**
 * Finds or makes the authority of this machine in a folder (made for its owner alone). The key is written with mode 0600
 * and leaves the folder in no way.
 */
export async function openAuthority(folder: string, now: number = Date.now()): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secret = join(folder, 'authority.key.pem');
  const signer = (await kept(secret, now)) ?? (await make(secret, now));
  await chmod(secret, 0o600);
  const [file, bundle] = [join(folder, 'authority.pem'), join(folder, 'bundle.pem')];
  await replace(file, `${signer.certificate}\n`, 0o644);
  await replace(
    bundle,
    `${[...new Set([...systemAuthorities(), signer.certificate].map((one) => one.trim()))].join('\n')}\n`,
    0o644,
  );
  return { signer, file, bundle };
}
