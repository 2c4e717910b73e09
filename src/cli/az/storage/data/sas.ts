import { sign } from '#kernel/signature.ts';
import { sasText, type SasKind } from '#services/storage/signed-text.ts';
import { quote } from '../../arm.ts';
import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Given, Takes } from '../../implement.ts';
import type { DataService } from './access.ts';
import { VERSIONS, type DataClient } from './client.ts';

/** The arguments that every signed address is made of. */
export const SAS = {
  permissions: 'text?',
  expiry: 'text?',
  start: 'text?',
  ip: 'text?',
  httpsOnly: 'flag',
} as const satisfies Takes;

/** Those of a service's signed address. */
export const SERVICE_SAS = { ...SAS, policyName: 'text?' } as const satisfies Takes;

/** The letters of a permission in the order that the SDK writes them, and their words. */
export interface Letters {
  order: string;
  words: string;
}

export const ACCOUNT_LETTERS: Letters = {
  order: 'rwdxylacupfti',
  words:
    '(a)dd (c)reate (d)elete (f)ilter_by_tags (i)set_immutability_policy (l)ist (p)rocess (r)ead (t)ag (u)pdate (w)rite (x)delete_previous_version (y)permanent_delete',
};

export const BLOB_LETTERS: Letters = {
  order: 'racwdxytmei',
  words:
    '(a)dd (c)reate (d)elete (e)xecute (i)set_immutability_policy (m)ove (r)ead (t)ag (w)rite (x)delete_previous_version (y)permanent_delete',
};

export const CONTAINER_LETTERS: Letters = {
  order: 'racwdxyltfmei',
  words:
    '(a)dd (c)reate (d)elete (e)xecute (f)ilter_by_tags (i)set_immutability_policy (l)ist (m)ove (r)ead (t)ag (w)rite (x)delete_previous_version (y)permanent_delete',
};

export const QUEUE_LETTERS: Letters = { order: 'raup', words: '(a)dd (p)rocess (r)ead (u)pdate' };

function ordered(given: string | undefined, { order, words }: Letters): string | undefined {
  if (!given) return undefined;
  if ([...given].some((letter) => !order.includes(letter)))
    throw new CliError(`valid values are ${words} or a combination thereof.`, { exit: 2 });
  return [...order].filter((letter) => given.includes(letter)).join('');
}

/** Names and values of a signed address in the order that the SDK writes them; absent ones are left out. */
export type Fields = readonly (readonly [string, string | undefined])[];

/** The fields that every signed address begins with. */
export function baseFields(service: DataService, args: Given<typeof SAS>, letters: Letters): Fields {
  return [
    ['st', args.start],
    ['se', args.expiry],
    ['sp', ordered(args.permissions, letters)],
    ['sip', args.ip],
    ['spr', args.httpsOnly ? 'https' : undefined],
    ['sv', VERSIONS[service]],
  ];
}

/** What a signed address names: nothing for an account's, else the container, blob or queue. */
export interface Signed {
  kind: SasKind;
  service: DataService;
  account: string;
  resource?: Record<string, string>;
  key: string;
}

/** The query of a signed address, values escaped but for slashes, as the SDK writes it. */
export function signedQuery(fields: Fields, { kind, service, account, resource = {}, key }: Signed): string {
  const kept = fields.filter(([, value]) => value);
  const values = new Map(kept);
  const text = sasText(kind, service, account, (name) => values.get(name) ?? '', resource);
  return [...kept, ['sig', sign(key, text)] as const]
    .map(([name, value]) => `${name}=${quote(value ?? '').replaceAll('%2F', '/')}`)
    .join('&');
}

/** The account key of a client; signed addresses of accounts, and of services without `--as-user`, need one. */
export function keyOf({ access: { credential } }: DataClient): string {
  if (credential.kind !== 'key') throw new CliError("'NoneType' object has no attribute 'account_key'");
  return credential.key;
}

export function warnOfPolicy(az: Az, policyName: string | undefined): void {
  if (policyName !== undefined)
    az.warn('\nPlease do not specify --expiry and --permissions if they are already specified in your policy.');
}
