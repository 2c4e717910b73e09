import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { HttpResponse } from '#kernel/http.ts';
import { base64, sign } from '#kernel/signature.ts';
import type { Az } from '../../context.ts';
import { CliError, connectionError, serviceError } from '../../errors.ts';
import type { Given, Takes } from '../../implement.ts';
import { member, text } from '../../json.ts';
import { scopeOf } from '../../token-cache.ts';
import { accessKeys } from '../credential.ts';
import { findStore } from '../store.ts';

/** The version of the data plane that az 2.74 asks for. */
export const KV_VERSION = '2023-11-01';

/** The arguments by which every data command says which store, and by which credential. */
export const STORE_ACCESS = {
  name: 'text?',
  connectionString: 'text?',
  authMode: 'text?',
  endpoint: 'text?',
} as const satisfies Takes;

interface Access {
  endpoint: string;
  /** A key of the store; absent where the role of who is signed in counts. */
  key?: { id: string; secret: string };
}

/** `Endpoint=…;Id=…;Secret=…`, in any order. */
function parseConnectionString(given: string): Access {
  const found = given.split(';').map((part) => /^(Endpoint|Id|Secret)=(.*)$/.exec(part.trim()));
  const {
    Endpoint: endpoint,
    Id: id,
    Secret: secret,
  } = Object.fromEntries(found.map((part) => [part?.[1], part?.[2]]));
  if (found.length !== 3 || !endpoint || !id || !secret)
    throw new CliError(
      'The connection string is invalid. Correct format should be Endpoint=https://example.azconfig.io;Id=xxxxx;Secret=xxxx ',
    );
  return { endpoint, key: { id, secret } };
}

async function accessByName(az: Az, name: string): Promise<Access> {
  const { endpoint, resourceGroup } = await findStore(az, name);
  const writing = (await accessKeys(az, name, resourceGroup)).find((key) => member(key, 'readOnly') !== true);
  if (writing === undefined)
    throw new CliError(`Cannot find a read write access key for the App Configuration ${name}`);
  return { endpoint, key: { id: text(writing, 'id'), secret: text(writing, 'value') } };
}

async function accessByRole(az: Az, name: string | undefined, endpoint: string | undefined): Promise<Access> {
  if (endpoint !== undefined) return { endpoint };
  try {
    return { endpoint: (await findStore(az, name ?? '')).endpoint };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(
      `${error.message}\nYou may be able to resolve this issue by providing App Configuration endpoint instead of name.`,
    );
  }
}

/** Requests to one store's data plane, signed with a key of it or by the token of who is signed in. */
export class KvClient {
  readonly #az: Az;
  readonly #access: Access;

  constructor(az: Az, access: Access) {
    this.#az = az;
    this.#access = { ...access, endpoint: access.endpoint.replace(/\/+$/, '') };
  }

  async #proof(method: string, url: string, body: string): Promise<Record<string, string>> {
    const { key } = this.#access;
    if (!key) {
      const { token } = await this.#az.session.token(scopeOf('https://appconfig.azure.com'));
      return { authorization: `Bearer ${token}` };
    }
    const date = new Date(await this.#az.host.now()).toUTCString();
    const hash = base64(sha256(utf8ToBytes(body)));
    const [, host = '', target = '/'] = /^https?:\/\/([^/]+)(.*)$/.exec(url) ?? [];
    const signature = sign(key.secret, `${method}\n${target}\n${date};${host};${hash}`);
    return {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 Credential=${key.id}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    };
  }

  /** The answer as it came, also when it is a refusal. Throws only when no server answered. */
  async send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<HttpResponse> {
    const url = path.startsWith('https://') ? path : `${this.#access.endpoint}${path}`;
    const all = { ...headers, ...(await this.#proof(method, url, body ?? '')) };
    const type = 'application/vnd.microsoft.appconfig.kv+json';
    const request =
      body === undefined
        ? { method, url, headers: all }
        : { method, url, headers: { ...all, 'content-type': type }, body };
    const response = await this.#az.transport.sendRetrying(request);
    if (response.status === 0) throw connectionError(url);
    return response;
  }
}

/** The client that a command's arguments ask for: a name, a connection string, or with `--auth-mode login` a role. */
export async function kvClient(az: Az, args: Given<typeof STORE_ACCESS>): Promise<KvClient> {
  const { name, endpoint } = args;
  const unnamed = !args.connectionString && !name;
  const given = args.connectionString ?? (unnamed ? az.variable('AZURE_APPCONFIG_CONNECTION_STRING') : undefined);
  const parsed = given === undefined ? undefined : parseConnectionString(given);
  const mode = args.authMode ?? az.variable('AZURE_APPCONFIG_AUTH_MODE') ?? 'key';
  if (mode === 'login') {
    if (!name && !endpoint)
      throw new CliError("App Configuration name or endpoint should be provided if auth mode is 'login'.");
    if (parsed) throw new CliError("Auth mode should be 'key' when connection string is provided.");
    return new KvClient(az, await accessByRole(az, name, endpoint));
  }
  if (name) return new KvClient(az, await accessByName(az, name));
  if (parsed) return new KvClient(az, parsed);
  throw new CliError('Please specify config store name or connection string(suggested).');
}

/** What az puts in front of a refusal that it meets while it looks for a setting. */
export function refusalOf(response: HttpResponse, before = ''): CliError {
  return new CliError(`${before}${serviceError(response).message}`);
}
