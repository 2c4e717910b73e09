import type { Api } from './api.ts';
import type { Answer } from './problem.ts';

/** The data plane's version that the portal speaks. */
const version = '7.4';

/** A secret as a list shows it: never with its value. */
export interface SecretItem {
  /** `https://{vault}.vault.azure.net/secrets/{name}`, with a version where one is meant. */
  id: string;
  contentType?: string;
  attributes: { enabled: boolean; created?: number; updated?: number; exp?: number; nbf?: number };
}

export interface SecretBundle extends SecretItem {
  value: string;
}

/** The name in the id of a secret. */
export const secretName = (id: string): string => /\/secrets\/([^/?]+)/.exec(id)?.[1] ?? id;

/** The version in the id of a secret, if it has one. */
export const secretVersion = (id: string): string | undefined => /\/secrets\/[^/]+\/([^/?]+)/.exec(id)?.[1];

/** An address in a vault. `vaultUri` comes with or without a slash at its end. */
export const inVault = (vaultUri: string, path: string): string =>
  `${vaultUri.replace(/\/+$/, '')}${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;

/** Lists through the data plane: each page is an entry of the action log. */
async function list(api: Api, address: string): Promise<Answer<SecretItem[]>> {
  const items: SecretItem[] = [];
  let next: string | null | undefined = address;
  let seq: number | undefined;
  while (next) {
    const page: Answer<{ value: SecretItem[]; nextLink?: string | null }> = await api.deed('vault', {
      method: 'GET',
      path: next,
    });
    if (!page.ok) return page;
    items.push(...page.value.value);
    seq = page.seq;
    next = page.value.nextLink;
  }
  return { ok: true, status: 200, value: items, ...(seq !== undefined && { seq }) };
}

export const listSecrets = (api: Api, vaultUri: string) => list(api, inVault(vaultUri, '/secrets'));

export const listVersions = (api: Api, vaultUri: string, name: string) =>
  list(api, inVault(vaultUri, `/secrets/${encodeURIComponent(name)}/versions`));

export const secretPath = (vaultUri: string, name: string, secret = ''): string =>
  inVault(vaultUri, `/secrets/${encodeURIComponent(name)}${secret && `/${secret}`}`);
