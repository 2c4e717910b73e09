import { createSecureContext, type SecureContext } from 'node:tls';
import { keyPem, leafLife, newKeys, serverCertificate, type Signer } from './certificate.ts';

/** So many names are remembered with their certificates. */
const most = 500;

/** Certificates for the names by which clients come, each made when it is first asked for. */
export class ServerNames {
  readonly #signer: Signer;
  readonly #made = new Map<string, { context: Promise<SecureContext>; until: number }>();
  readonly #keys: Promise<CryptoKeyPair>;

  constructor(signer: Signer) {
    this.#signer = signer;
    this.#keys = newKeys();
  }

  /** What TLS needs to answer by a name. */
  contextOf(name: string, now: number = Date.now()): Promise<SecureContext> {
    const known = this.#made.get(name);
    if (known && now < known.until) return known.context;
    this.#made.delete(name);
    const [oldest] = this.#made.keys();
    if (this.#made.size >= most && oldest !== undefined) this.#made.delete(oldest);
    const context = this.#make(name, now);
    this.#made.set(name, { context, until: now + leafLife / 2 });
    return context;
  }

  async #make(name: string, now: number): Promise<SecureContext> {
    return createSecureContext({ ...(await this.pemOf(name, now)), minVersion: 'TLSv1.2' });
  }

  /** The private key and the certificate of a name with its authority's, as servers take them. */
  async pemOf(name: string, now: number = Date.now()): Promise<{ key: string; cert: string }> {
    const keys = await this.#keys;
    const own = await serverCertificate(this.#signer, keys, name, now);
    return { key: await keyPem(keys), cert: `${own}\n${this.#signer.certificate}\n` };
  }
}
