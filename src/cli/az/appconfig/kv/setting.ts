import { quote } from '../../arm.ts';
import { CliError } from '../../errors.ts';
import { at, member, type Json, type JsonObject } from '../../json.ts';
import { pythonTime } from '../../shape.ts';
import { cell, rowsOf, timeCell } from '../store.ts';
import { KV_VERSION } from './client.ts';

/** The content type of a reference to a secret of Key Vault. */
export const REFERENCE = 'application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8';

/** How `--label` says that a setting shall have none. */
const NO_LABEL = '\\0';

/** The label that a setting is written with. */
export const labelOf = (given: string | undefined): string | undefined =>
  given === undefined || given === '' || given === NO_LABEL ? undefined : given;

/** `/kv/{key}?api-version=…&label=…`. */
export function settingPath(key: string, label: string | undefined): string {
  return `/kv/${quote(key)}?api-version=${KV_VERSION}${label === undefined ? '' : `&label=${quote(label)}`}`;
}

/** The path of a list; a missing label means those without one where `bare`, else all. */
export function listPath(key: string, label: string | undefined, fields: readonly string[], bare = false): string {
  const wanted = label ? label.replaceAll(NO_LABEL, '\0') : bare ? '\0' : '*';
  return `/kv?api-version=${KV_VERSION}&key=${quote(key)}&label=${quote(wanted)}&$Select=${fields.join(',')}`;
}

/** Refuses a key that no setting can have, as az does before it sends anything. */
export function requireKey(key: string): void {
  if (key.trim() === '') throw new CliError('Key cannot be empty.');
  if (key === '.' || key === '..' || key.includes('%'))
    throw new CliError("Key is invalid. Key cannot be a '.' or '..', or contain the '%' character.");
}

/** A setting as az prints it. */
export function settingResult(raw: Json | undefined): JsonObject {
  const modified = member(raw, 'last_modified');
  return {
    contentType: member(raw, 'content_type') ?? null,
    etag: member(raw, 'etag') ?? null,
    key: member(raw, 'key') ?? null,
    label: member(raw, 'label') ?? null,
    lastModified: typeof modified === 'string' ? pythonTime(modified) : null,
    locked: member(raw, 'locked') ?? null,
    tags: member(raw, 'tags') ?? {},
    value: member(raw, 'value') ?? null,
  };
}

export const settingRows = rowsOf((item) => ({
  'CONTENT TYPE': cell(at(item, 'contentType') ?? at(item, 'content_type')),
  KEY: cell(at(item, 'key')),
  VALUE: cell(at(item, 'value')),
  'LAST MODIFIED': timeCell(at(item, 'lastModified') ?? at(item, 'last_modified')),
  TAGS: cell(at(item, 'tags')),
  LABEL: cell(at(item, 'label')),
  LOCKED: cell(at(item, 'locked')),
}));
