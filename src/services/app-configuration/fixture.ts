import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { group, TestTenant, type Answer } from '../test-tenant.ts';
import { storeType } from './models.ts';

/** What the tests of this folder share: a store with its keys, and somebody who may everything in it. */

export const storeId = (name = 'store1'): string => `${group}/providers/${storeType}/${name}`;
export const audience = 'https://appconfig.azure.com';
const version = 'api-version=2023-11-01';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export interface Key {
  id: string;
  name: string;
  value: string;
  readOnly: boolean;
  connectionString: string;
}

export class Fixture extends TestTenant {
  /** The token of who may everything. */
  readonly owner: string;

  constructor(properties: Record<string, unknown> = {}) {
    super();
    this.create('store1', properties);
    this.owner = this.token('owner', audience);
    for (const right of ['read', 'write', 'delete']) this.grant('owner', `${storeType}/keyValues/${right}`);
  }

  create(name: string, properties: Record<string, unknown> = {}, sku = 'Standard'): Answer {
    return this.arm('PUT', storeId(name), { location: 'westeurope', sku: { name: sku }, properties });
  }

  keys(): Key[] {
    return (this.arm('POST', `${storeId()}/listKeys`).json as unknown as { value: Key[] }).value;
  }

  url(path: string): string {
    return `https://store1.azconfig.io${path}${path.includes('?') ? '&' : '?'}${version}`;
  }

  /** By a token, the owner's unless another is named; `null` brings none. */
  data(method: string, path: string, body?: unknown, token: string | null = this.owner, headers = {}): Answer {
    return this.send(method, this.url(path), body, { token, headers });
  }

  /** As `@azure/app-configuration` signs with a connection string; `change` breaks it. */
  signed(
    key: Pick<Key, 'id' | 'value'>,
    method: string,
    path: string,
    body = '',
    change: { date?: string; hash?: string; signature?: string; names?: string } = {},
  ): Answer {
    const url = this.url(path);
    const date = change.date ?? new Date(this.now).toUTCString();
    const hash = change.hash ?? base64(sha256(utf8ToBytes(body)));
    const names = change.names ?? 'x-ms-date;host;x-ms-content-sha256';
    const text = `${method}\n${url.slice('https://store1.azconfig.io'.length)}\n${date};store1.azconfig.io;${hash}`;
    const signature = change.signature ?? base64(hmac(sha256, Buffer.from(key.value, 'base64'), utf8ToBytes(text)));
    const headers = {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 Credential=${key.id}&SignedHeaders=${names}&Signature=${signature}`,
    };
    return this.send(method, url, body || undefined, { token: null, headers });
  }
}
