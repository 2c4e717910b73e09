import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { list, member, text, type Json, type JsonObject } from '../json.ts';

const WARNING =
  'The output includes credentials that you must protect. Be sure that you do not include these credentials in your code or check the credentials into your source control. For more information, see https://aka.ms/azadsp-cli';

export interface Reset {
  years: number | undefined;
  endDate: string | undefined;
  append: boolean;
  displayName: string | undefined;
}

/** az says this wherever it prints a secret. */
export function warnOfCredentials(az: Az): void {
  az.warn(WARNING);
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

function yearsLater(ms: number, years: number): number {
  const date = new Date(ms);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  // The 29th of February becomes the 28th where the year has none.
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.getTime();
}

/** When a credential begins and ends: now, for one year unless said otherwise. */
async function lifetime(az: Az, { years, endDate }: Pick<Reset, 'years' | 'endDate'>): Promise<[string, string]> {
  if (years !== undefined && endDate !== undefined) throw new CliError('usage error: --years | --end-date');
  const now = await az.host.now();
  if (endDate === undefined) return [stamp(now), stamp(yearsLater(now, years || 1))];
  const end = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(endDate) || !endDate.includes(':') ? endDate : `${endDate}Z`);
  if (Number.isNaN(end)) throw new CliError(`Unknown string format: ${endDate}`);
  return [stamp(now), stamp(end)];
}

/** Adds a client secret and returns it; this is the only time that it can be read. */
export async function addPassword(
  az: Az,
  object: string,
  displayName: string | undefined,
  life: Pick<Reset, 'years' | 'endDate'>,
): Promise<string> {
  const [startDateTime, endDateTime] = await lifetime(az, life);
  const passwordCredential = { displayName: displayName ?? null, endDateTime, startDateTime };
  return text(await az.graph.call('POST', `${object}/addPassword`, { passwordCredential }), 'secretText');
}

/** Removes every client secret that an application or service principal has. */
export async function removePasswords(az: Az, path: string, object: Json | undefined): Promise<void> {
  for (const credential of list(member(object, 'passwordCredentials')))
    await az.graph.call('POST', `${path}/removePassword`, { keyId: text(credential, 'keyId') });
}

/** `credential reset`: a new client secret in place of the ones there are, or beside them. */
export async function resetCredential(
  az: Az,
  path: string,
  object: Json | undefined,
  { years, endDate, append, displayName }: Reset,
): Promise<JsonObject> {
  await lifetime(az, { years, endDate });
  if (!append) await removePasswords(az, path, object);
  const password = await addPassword(az, path, displayName, { years, endDate });
  warnOfCredentials(az);
  const { tenantId } = await az.session.account();
  return { appId: text(object, 'appId'), password, tenant: tenantId };
}

/** The secrets, or the certificates. */
export function credentialsOf(object: Json | undefined, certificates: boolean): Json[] {
  return list(member(object, certificates ? 'keyCredentials' : 'passwordCredentials'));
}

/** `credential delete`: a secret by Graph's own operation, a certificate by writing the others back. */
export async function deleteCredential(
  az: Az,
  path: string,
  object: Json | undefined,
  { keyId, cert }: { keyId: string; cert: boolean },
): Promise<undefined> {
  if (!cert) {
    await az.graph.call('POST', `${path}/removePassword`, { keyId });
    return;
  }
  const all = credentialsOf(object, true);
  const kept = all.filter((item) => text(item, 'keyId') !== keyId);
  if (kept.length === all.length)
    throw new CliError(`No key credential found with keyId as '${keyId}' in graph object '${text(object, 'id')}'.`);
  await az.graph.call('PATCH', path, { keyCredentials: kept });
}
