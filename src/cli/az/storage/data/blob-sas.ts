import { parseXml } from '#services/storage/xml.ts';
import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Given, Takes } from '../../implement.ts';
import { parseDate } from '../../values.ts';
import { BLOB_ACCESS } from './access.ts';
import { textOf } from './answer.ts';
import type { DataClient } from './client.ts';
import { baseFields, keyOf, SERVICE_SAS, signedQuery, warnOfPolicy, type Fields, type Letters } from './sas.ts';

/** The arguments of a signed address of a container or a blob. */
export const BLOB_SAS = {
  ...BLOB_ACCESS,
  ...SERVICE_SAS,
  authMode: 'text?',
  asUser: 'flag',
  cacheControl: 'text?',
  contentDisposition: 'text?',
  contentEncoding: 'text?',
  contentLanguage: 'text?',
  contentType: 'text?',
} as const satisfies Takes;

type Args = Given<typeof BLOB_SAS>;

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const seconds = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z');

/** What az checks of `--as-user` before it signs anything; it ends as its parser ends. */
export async function checkAsUser(az: Az, client: DataClient, { asUser, expiry }: Args): Promise<void> {
  const login = client.access.credential.kind === 'login';
  const wrong = (says: string): never => {
    throw new CliError(`incorrect usage: ${says}`, { exit: 2 });
  };
  if (login && !asUser)
    throw new CliError('incorrect usage: specify --as-user when --auth-mode login is used to get user delegation key.');
  if (!asUser) return;
  if (expiry === undefined) wrong('specify --expiry when as-user is enabled');
  const now = Math.floor((await az.host.now()) / 1000);
  if ((parseDate(expiry ?? '') ?? 0) > now + WEEK_SECONDS) wrong('--expiry should be within 7 days from now');
  if (!login) wrong("specify '--auth-mode login' when as-user is enabled");
}

/** Asks for a key that signs on behalf of who is signed in, and gives its fields with it. */
async function delegationKey(
  az: Az,
  client: DataClient,
  { start, expiry }: Args,
): Promise<{ fields: Fields; key: string }> {
  const from = start === undefined ? Math.floor((await az.host.now()) / 1000) : (parseDate(start) ?? 0);
  const body = `<?xml version='1.0' encoding='utf-8'?>\n<KeyInfo><Start>${seconds(from)}</Start><Expiry>${seconds(parseDate(expiry ?? '') ?? 0)}</Expiry></KeyInfo>`;
  const query = ['restype=service', 'comp=userdelegationkey'];
  const root = parseXml((await client.call({ method: 'POST', path: '/', query, body })).body);
  const of = (name: string): string => textOf(root, name) ?? '';
  const fields = [
    ['skoid', of('SignedOid')],
    ['sktid', of('SignedTid')],
    ['skt', of('SignedStart')],
    ['ske', of('SignedExpiry')],
    ['sks', of('SignedService')],
    ['skv', of('SignedVersion')],
  ] as const;
  return { fields, key: of('Value') };
}

/** The signature of a container (`sr` is c) or of a blob in it (b), by the account's key or on behalf of a user. */
export async function blobSas(
  az: Az,
  client: DataClient,
  args: Args,
  letters: Letters,
  resource: { container: string; blob?: string },
): Promise<string> {
  warnOfPolicy(az, args.policyName);
  const base = baseFields('blob', args, letters);
  await checkAsUser(az, client, args);
  const given = args.asUser ? await delegationKey(az, client, args) : { fields: [], key: keyOf(client) };
  const fields: Fields = [
    ...base,
    ['si', args.policyName],
    ['sr', resource.blob === undefined ? 'c' : 'b'],
    ['rscc', args.cacheControl],
    ['rscd', args.contentDisposition],
    ['rsce', args.contentEncoding],
    ['rscl', args.contentLanguage],
    ['rsct', args.contentType],
    ...given.fields,
  ];
  const kind = args.asUser ? 'user-delegation-sas' : 'service-sas';
  return signedQuery(fields, { kind, service: 'blob', account: client.access.account, resource, key: given.key });
}
