import type * as z from 'zod/mini';
import { canonical } from '#kernel/canonical.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import * as say from '../errors.ts';
import { SettingPut, settingKey, table, versionAt, type SettingRow, type StoreRow, type Version } from '../models.ts';
import { preconditionOf, settingBody, settingHeaders } from '../setting-shape.ts';
import { current, dataOperation, momentOf, named, retentionOf } from './data-operation.ts';

/** Writes a further version; what nobody can ask for any more is forgotten. */
function written(ctx: Ctx, store: StoreRow, row: SettingRow, made: Omit<Version, 'at' | 'etag'>) {
  const key = settingKey(store.id, row.key, row.label);
  const version: Version = { ...made, at: ctx.now, etag: ctx.newId('etag', key).replaceAll('-', '') };
  const since = ctx.now - retentionOf(store);
  const kept = row.versions.filter((_, at) => (row.versions[at + 1]?.at ?? ctx.now) > since);
  return { version, change: put(table.settings, key, { ...row, versions: [...kept, version] }) };
}

const shown = (row: SettingRow, version: Version, select?: string) => ({
  status: 200,
  body: settingBody(row, version, select),
  headers: settingHeaders(version),
});

/** What stops a write: an ETag that is not the one expected, then a lock. */
function stopped(
  { headers }: Input,
  row: SettingRow,
  held: Version | undefined,
  heedLock: boolean,
): Outcome | undefined {
  if (preconditionOf(headers, held?.etag) !== 'holds') return refuse(say.preconditionFailed);
  return heedLock && held?.locked ? refuse(say.locked(row.key)) : undefined;
}

const read = (method: string): Operation =>
  dataOperation({
    title: 'Get key-value',
    method,
    path: '/kv/{key}',
    right: 'read',
    handle(ctx, input, store) {
      const row = named(ctx, input, store);
      if ('ok' in row) return row;
      const held = versionAt(row, momentOf(ctx, input));
      if (!held) return refuse(say.notFound);
      const condition = preconditionOf(input.headers, held.etag);
      if (condition === 'not-modified') return refuse(say.notModified);
      return condition === 'fails' ? refuse(say.preconditionFailed) : ok(shown(row, held, input.query('$select')));
    },
  });

/** A PUT of what is there already changes nothing, not even its ETag. */
const write = dataOperation({
  title: 'Set key-value',
  method: 'PUT',
  path: '/kv/{key}',
  right: 'write',
  body: SettingPut,
  handle(ctx, input, store) {
    const row = named(ctx, input, store);
    if ('ok' in row) return row;
    const asked = input.body as z.infer<typeof SettingPut>;
    const held = current(ctx, row);
    const stop = stopped(input, row, held, true);
    if (stop) return stop;
    const made = {
      value: asked.value ?? null,
      contentType: asked.content_type ?? null,
      ...(asked.description && { description: asked.description }),
      tags: asked.tags ?? {},
      locked: false,
    };
    const { at: _at, etag: _etag, ...before } = held ?? { at: 0, etag: '' };
    const same = canonical(made) === canonical(before);
    if (held && same) return ok(shown(row, held));
    const { version, change } = written(ctx, store, row, made);
    return ok({ ...shown(row, version), changes: [change] });
  },
});

/** Answers with what was there; deleting what is not there is no error. */
const remove = dataOperation({
  title: 'Delete key-value',
  method: 'DELETE',
  path: '/kv/{key}',
  right: 'delete',
  handle(ctx, input, store) {
    const row = named(ctx, input, store);
    if ('ok' in row) return row;
    const held = current(ctx, row);
    const stop = stopped(input, row, held, true);
    if (stop) return stop;
    if (!held) return ok({ status: 204 });
    const { change } = written(ctx, store, row, { ...held, gone: true });
    return ok({ ...shown(row, held), changes: [change] });
  },
});

/** A setting that is locked can be read, and neither changed nor deleted. */
const lock = (method: 'PUT' | 'DELETE'): Operation =>
  dataOperation({
    title: method === 'PUT' ? 'Lock key-value' : 'Unlock key-value',
    method,
    path: '/locks/{key}',
    right: 'write',
    handle(ctx, input, store) {
      const row = named(ctx, input, store);
      if ('ok' in row) return row;
      const held = current(ctx, row);
      if (!held) return refuse(say.notFound);
      const stop = stopped(input, row, held, false);
      if (stop) return stop;
      const locked = method === 'PUT';
      if (held.locked === locked) return ok(shown(row, held));
      const { version, change } = written(ctx, store, row, { ...held, locked });
      return ok({ ...shown(row, version), changes: [change] });
    },
  });

export const settingOperations: Operation[] = [read('GET'), read('HEAD'), write, remove, lock('PUT'), lock('DELETE')];
