import { day } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { filterInvalid } from '../errors.ts';
import { dateFrom } from '../http-date.ts';
import { settingKey, storeAt, storeType, table, versionAt, type SettingRow, type StoreRow } from '../models.ts';

interface DataOperation {
  title: string;
  method: string;
  path: string;
  right: 'read' | 'write' | 'delete';
  body?: Operation['body'];
  handle(ctx: Ctx, input: Input, store: StoreRow): Outcome;
}

/**
 * Declares an operation of the data plane. Tokens need the data action at the store; access keys are no principal, and no
 * role is asked of them.
 */
export function dataOperation({ title, method, path, right, body, handle }: DataOperation): Operation {
  const action = `${storeType}/keyValues/${right}`;
  return defineOperation({
    action,
    title,
    surface: 'app-configuration',
    plane: 'data',
    method,
    path,
    ...(body && { body }),
    requires: ({ view, params, caller }) =>
      caller.kind === 'credential' ? undefined : { action, scope: storeAt(view, params).id, plane: 'data' },
    handle: (ctx, input) => handle(ctx, input, storeAt(ctx.view, input.params)),
  });
}

/** The setting that an address names: its key, and its label, none being `\0` or nothing. Refuses a label with a wildcard. */
export function named(ctx: Ctx, { params, query }: Input, store: StoreRow): SettingRow | Outcome {
  const label = query('label')?.replace(/^\0$/, '') || null;
  const wild = label?.search(/[*,]/) ?? -1;
  if (wild >= 0) return refuse(filterInvalid('label', wild + 1));
  const key = params['key'] ?? '';
  return (
    ctx.view.get<SettingRow>(table.settings, settingKey(store.id, key, label)) ?? {
      store: idKey(store.id),
      key,
      label,
      versions: [],
    }
  );
}

/** The moment that `Accept-Datetime` asks for, or now. */
export function momentOf(ctx: Ctx, { headers }: Input): number {
  const asked = dateFrom(headers['accept-datetime']);
  return Number.isNaN(asked) ? ctx.now : Math.min(asked + 999, ctx.now);
}

export const current = (ctx: Ctx, row: SettingRow) => versionAt(row, ctx.now);

/** How long earlier versions can be seen: 30 days, and 7 in the free tier. */
export const retentionOf = ({ sku }: StoreRow): number => (sku.name === 'free' ? 7 : 30) * day;
