import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, refuse, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { filterOf } from '../filter.ts';
import { table, versionAt, type SettingRow, type StoreRow, type Version } from '../models.ts';
import { contentType, preconditionOf, settingBody } from '../setting-shape.ts';
import { dataOperation, momentOf, retentionOf } from './data-operation.ts';

/** How many items a page holds. */
const pageSize = 100;

interface Found {
  row: SettingRow;
  version: Version;
}

type Held = { found: Found[] } | { refusal: Refusal };

/** Settings that the filters of key, label and tags leave, by key and label; with every version, newest first, on demand. */
function search(ctx: Ctx, input: Input, store: StoreRow, names: { key: string; label: string }, all = false): Held {
  const byKey = filterOf(names.key, input.query(names.key));
  if (typeof byKey !== 'function') return byKey;
  const byLabel = filterOf(names.label, input.query(names.label));
  if (typeof byLabel !== 'function') return byLabel;
  const tags = input.url.query.filter(([name, text]) => name.toLowerCase() === 'tags' && text.includes('='));
  const tagged = (version: Version): boolean =>
    tags.every(([, text]) => {
      const [name = '', value = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
      return Object.hasOwn(version.tags, name) && (version.tags[name] ?? '\0') === value;
    });
  const moment = momentOf(ctx, input);
  const since = ctx.now - retentionOf(store);
  const versions = (row: SettingRow): (Version | undefined)[] =>
    all
      ? row.versions.filter(({ at, gone }) => !gone && at <= moment && at > since).reverse()
      : [versionAt(row, moment)];
  const found = ctx.view
    .by<SettingRow>(table.settings, 'store', idKey(store.id))
    .filter(({ key, label }) => byKey(key) && byLabel(label ?? ''))
    .flatMap((row) => versions(row).flatMap((version) => (version && tagged(version) ? [{ row, version }] : [])));
  return { found };
}

const etagOf = (texts: string[]): string => bytesToHex(sha256(utf8ToBytes(texts.join(' ')))).slice(0, 32);

/** One page, and where the next begins, be the page modified or not. `after` counts what was seen; it is nothing that a client reads. */
function page(
  ctx: Ctx,
  input: Input,
  items: unknown[],
  etags: string[],
  kind: 'kvset' | 'keyset' | 'labelset',
): Outcome {
  const from = Number(atobOrZero(input.query('after')));
  const own = items.slice(from, from + pageSize);
  const etag = etagOf(etags.slice(from, from + pageSize));
  const rest = input.url.query.filter(([name]) => name.toLowerCase() !== 'after');
  const query = [...rest, ['after', btoa(String(from + pageSize))]].map((pair) =>
    pair.map((text) => encodeURIComponent((text ?? '').replaceAll(/\p{Surrogate}/gu, ''))).join('='),
  );
  const next = items.length > from + pageSize ? `${input.url.path}?${query.join('&')}` : undefined;
  const headers = { etag: `"${etag}"`, ...(next && { link: `<${next}>; rel="next"` }) };
  const condition = preconditionOf(input.headers, etag);
  if (condition === 'not-modified') return refuse({ ...say.notModified, headers });
  if (condition === 'fails') return refuse(say.preconditionFailed);
  const moment = momentOf(ctx, input);
  return ok({
    status: 200,
    body: { items: own, etag, ...(next && { '@nextLink': next }) },
    headers: {
      ...contentType(kind),
      ...headers,
      ...(moment < ctx.now && { 'memento-datetime': new Date(moment).toUTCString() }),
    },
  });
}

function atobOrZero(text: string | undefined): string {
  try {
    const found = atob(text ?? '');
    return /^\d{1,9}$/.test(found) ? found : '0';
  } catch {
    return '0';
  }
}

/** Key-values and their revisions are shown whole, keys and labels by their names, each once. */
const list = (method: string, path: '/kv' | '/revisions', title: string): Operation =>
  dataOperation({
    title,
    method,
    path,
    right: 'read',
    handle(ctx, input, store) {
      if (input.query('snapshot') !== undefined) return refuse(say.notSimulatedHere('A snapshot'));
      const held = search(ctx, input, store, { key: 'key', label: 'label' }, path === '/revisions');
      if ('refusal' in held) return refuse(held.refusal);
      const select = input.query('$select');
      const items = held.found.map(({ row, version }) => settingBody(row, version, select));
      return page(
        ctx,
        input,
        items,
        held.found.map(({ version }) => version.etag),
        'kvset',
      );
    },
  });

const names = (method: string, path: '/keys' | '/labels', title: string): Operation =>
  dataOperation({
    title,
    method,
    path,
    right: 'read',
    handle(ctx, input, store) {
      const keys = path === '/keys';
      const held = search(ctx, input, store, keys ? { key: 'name', label: '' } : { key: '', label: 'name' });
      if ('refusal' in held) return refuse(held.refusal);
      const found = [...new Set(held.found.map(({ row }) => (keys ? row.key : row.label)))];
      const items = found.map((name) => ({ name }));
      return page(
        ctx,
        input,
        items,
        found.map((name) => name ?? ''),
        keys ? 'keyset' : 'labelset',
      );
    },
  });

export const listOperations: Operation[] = ['GET', 'HEAD'].flatMap((method) => [
  list(method, '/kv', 'List key-values'),
  list(method, '/revisions', 'List key-value revisions'),
  names(method, '/keys', 'List keys'),
  names(method, '/labels', 'List labels'),
]);
