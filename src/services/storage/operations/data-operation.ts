import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { accessOf, actionOf, requirementOf, type DataService } from '../access.ts';
import {
  invalidHeader,
  invalidMetadata,
  invalidName,
  invalidUri,
  nameLength,
  queryInvalid,
  queryOutOfRange,
} from '../errors.ts';
import { accountAt, type AccountRow } from '../models.ts';

interface DataOperation {
  service: DataService;
  title: string;
  method: string;
  path: string;
  handle(ctx: Ctx, input: Input, account: AccountRow): Outcome;
}

/**
 * Declares an operation of the data plane. What it needs stands in the table of access rules; a name that nothing can
 * have is refused after the permission, with 400.
 */
export function dataOperation({ service, title, method, path, handle }: DataOperation): Operation {
  const rule = accessOf({ surface: service, method, path });
  return defineOperation({
    action: actionOf(rule.needs),
    title,
    surface: service,
    plane: 'data',
    method,
    path,
    requires: (input) => requirementOf(service, rule, input),
    handle(ctx, input) {
      const wrong = wrongName(input.params);
      if (wrong) return refuse(wrong);
      const outcome = handle(ctx, input, accountAt(ctx.view, input.params));
      const version = input.headers['x-ms-version'];
      if (!outcome.ok || version === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(version)) return outcome;
      return { ...outcome, headers: { 'x-ms-version': version, ...outcome.headers } };
    },
  });
}

const containerName = /^(?:\$root|\$web|\$logs|[a-z0-9](?!.*--)[a-z0-9-]*[a-z0-9])$/;

/** Names of containers, queues and blobs. Source: "Naming and referencing containers, blobs, and metadata". */
function wrongName({ container, queue, blob }: Record<string, string>): Refusal | undefined {
  const name = container ?? queue;
  if (name !== undefined && (name.length < 3 || name.length > 63)) return nameLength;
  if (name !== undefined && !containerName.test(name)) return invalidName;

  if (blob !== undefined && (blob.length > 1024 || /[\u0000-\u001f\u007f\ufffe\uffff]|[\ud800-\udfff]/u.test(blob)))
    return invalidUri;
  return undefined;
}

/** The user's own metadata from `x-ms-meta-*`; names are identifiers, values printable ASCII. */
export function metadataOf(headers: Record<string, string>): Record<string, string> | Refusal {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('x-ms-meta-')) continue;
    const own = name.slice('x-ms-meta-'.length);
    if (!/^[a-z_]\w*$/i.test(own) || !/^[\x20-\x7e]*$/.test(value)) return invalidMetadata;
    found[own] = value;
  }
  return found;
}

export const isRefusal = (value: Record<string, string> | Refusal): value is Refusal =>
  'status' in value && typeof value.status === 'number';

/** Metadata as header fields of an answer. */
export const metadataHeaders = (metadata: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]));

/** The first header of the names that is there, if its value can be sent back; a refusal if not. */
export function storedHeaders<Name extends string>(
  headers: Record<string, string>,
  names: Record<Name, readonly string[]>,
): Partial<Record<Name, string>> | Refusal {
  const found: Partial<Record<Name, string>> = {};
  for (const [field, from] of Object.entries(names) as [Name, readonly string[]][]) {
    const name = from.find((one) => headers[one] !== undefined && headers[one] !== '');
    if (name === undefined) continue;
    const value = headers[name] ?? '';
    if (!/^[\t\x20-\x7e]*$/.test(value)) return invalidHeader(name, value);
    found[field] = value;
  }
  return found;
}

/** A whole number from the query, `otherwise` when it is not there; a refusal when it is none or out of range. */
export function numberFrom(
  input: Input,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number | Refusal {
  const text = input.query(name);
  if (text === undefined || text === '') return otherwise;
  if (!/^-?\d{1,15}$/.test(text)) return queryInvalid(name, text);
  const value = Number(text);
  return value < least || value > most ? queryOutOfRange(name, text, least, most) : value;
}

export const etagOf = (ctx: Ctx, key: string): string =>
  `"0x8${ctx.newId('etag', key).replaceAll('-', '').slice(0, 14).toUpperCase()}"`;

export const httpTime = (at: number): string => new Date(at).toUTCString();
