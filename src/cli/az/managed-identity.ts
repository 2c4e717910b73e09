import type { HttpResponse } from '#kernel/http.ts';
import type { HostIdentity, ShellAccount, ShellHost } from '../host.ts';
import { CliError, connectionError } from './errors.ts';
import { member, parseJson, text, type Json } from './json.ts';

export interface IdentityToken {
  token: string;
  /** Virtual time, seconds since the epoch. */
  expiresOn: number;
}

/** How an identity is named in a query, by where it is asked for. */
const names = {
  MSIClient: { imds: 'client_id', app: 'client_id' },
  MSIObject: { imds: 'object_id', app: 'object_id' },
  MSIResource: { imds: 'msi_res_id', app: 'mi_res_id' },
} as const;

/** Asks the endpoint that the host's environment names, or the machine's metadata service. Source: MSAL Python, managed_identity.py. */
async function ask(host: ShellHost, { kind, value }: HostIdentity, resource: string): Promise<HttpResponse> {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: secret } = host.env ?? {};
  const onApp = endpoint !== undefined && secret !== undefined;
  const query = new URLSearchParams({ 'api-version': onApp ? '2019-08-01' : '2018-02-01', resource });
  if (kind !== 'MSI') query.set(names[kind][onApp ? 'app' : 'imds'], value ?? '');
  const address = onApp ? endpoint : 'http://169.254.169.254/metadata/identity/oauth2/token';
  const headers: Record<string, string> = onApp
    ? { 'x-identity-header': secret, metadata: 'true' }
    : { metadata: 'true' };
  const url = `${address}?${query.toString()}`;
  const response = await host.send({ method: 'GET', url, headers: { ...headers, accept: '*/*' } });
  if (response.status === 0) throw connectionError(url);
  return response;
}

const number = (value: Json | undefined): number => Number(typeof value === 'string' ? value : (value ?? Number.NaN));

/** A token of an identity of the host for a resource. Throws what az says when there is none. */
export async function identityToken(host: ShellHost, identity: HostIdentity, resource: string): Promise<IdentityToken> {
  const answer = parseJson((await ask(host, identity, resource)).body);
  const token = text(answer, 'access_token');
  const now = Math.floor((await host.now()) / 1000);
  const until = number(member(answer, 'expires_on'));
  if (token !== '')
    return { token, expiresOn: Number.isNaN(until) ? now + number(member(answer, 'expires_in')) : until };
  const described = text(answer, 'error_description');
  if (described !== '') throw new CliError(described);
  throw new CliError(`${String(member(answer, 'statusCode') ?? null)}, ${text(answer, 'message')}`);
}

/** The tenant that a token says it is of. */
const tenantOf = (token: string): string => {
  const [, payload = ''] = token.split('.');
  return text(parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))), 'tid');
};

/** The account of an identity, as `az login --identity` makes it, once the host has given a token for it. */
export async function identityAccount(
  host: ShellHost,
  identity: HostIdentity,
  resource: string,
): Promise<ShellAccount> {
  const { token } = await identityToken(host, identity, resource);
  const userPrincipalName = identity.kind === 'MSI' ? 'systemAssignedIdentity' : 'userAssignedIdentity';
  return { tenantId: tenantOf(token), userPrincipalName, refreshToken: '', identity };
}
