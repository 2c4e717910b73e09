import * as z from 'zod/mini';
import { armTime } from '#kernel/clock.ts';
import { defineOperation, type Caller } from '#kernel/define.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { lockNotFound } from './errors.ts';
import { LockBody, type LockRow } from './models.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const type = 'Microsoft.Authorization/locks';
const collection = `{scope}/providers/${type}`;
const path = `${collection}/{lockName}`;

type Params = Record<string, string>;
const keyIn = ({ scope = '', lockName = '' }: Params): string => idKey(`${scope}/providers/${type}/${lockName}`);

const who = ({ name, principalType }: Caller): LockRow['createdBy'] => ({ name, principalType });
const kindOf = (principalType: Caller['principalType']): string => (principalType === 'User' ? 'User' : 'Application');

const shown = ({ id, name, level, notes, owners, ...row }: LockRow) => ({
  properties: { level, ...(notes !== undefined && { notes }), ...(owners && { owners }) },
  id,
  type,
  name,
  systemData: {
    createdBy: row.createdBy.name,
    createdByType: kindOf(row.createdBy.principalType),
    createdAt: armTime(row.createdAt),
    lastModifiedBy: row.changedBy.name,
    lastModifiedByType: kindOf(row.changedBy.principalType),
    lastModifiedAt: armTime(row.changedAt),
  },
});

const putLock = defineOperation<LockBody>({
  ...arm,
  action: `${type}/write`,
  title: 'Add management locks',
  method: 'PUT',
  path,
  body: LockBody,
  handle(ctx, { params, body: { properties }, url }) {
    const name = params.lockName ?? '';
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    // Locks sit at subscriptions and below; how other scopes and such names are refused is not published.
    if (!/^\/subscriptions\//i.test(known.scope) || name.length > 260 || /[<>%&:\\?/\p{Cc}]/u.test(name))
      return refuse(notSimulated({ method: 'PUT', url: `https://${url.host}${url.path}` }));
    const old = ctx.view.get<LockRow>('locks', keyIn(params));
    const { level, notes, owners } = properties;
    const row: LockRow = {
      id: old?.id ?? `${known.scope}/providers/${type}/${name}`,
      name: old?.name ?? name,
      scope: known.scope,
      level,
      ...(typeof notes === 'string' && { notes }),
      ...(owners && { owners }),
      createdAt: old?.createdAt ?? ctx.now,
      createdBy: old?.createdBy ?? who(ctx.caller),
      changedAt: ctx.now,
      changedBy: who(ctx.caller),
    };
    return ok({ status: old ? 200 : 201, body: shown(row), changes: [put('locks', keyIn(params), row)] });
  },
});

const getLock = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get management locks',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<LockRow>('locks', keyIn(params));
    return row ? ok({ status: 200, body: shown(row) }) : refuse(lockNotFound(params.lockName ?? ''));
  },
});

/** Locks at, above and below a scope; `$filter=atScope()` leaves out those below. Source: Get-AzResourceLock, -AtScope. */
const listLocks = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get management locks',
  method: 'GET',
  path: collection,
  requires: ({ params }) => ({ action: `${type}/read`, scope: params.scope || '/', plane: 'control' }),
  handle(ctx, { params, query, url }) {
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const filter = query('$filter')?.trim() ?? '';
    if (filter && !/^atScope\(\)$/i.test(filter))
      return refuse(notSimulated({ method: 'GET', url: `https://${url.host}${url.path}?$filter=${filter}` }));
    const value = ctx.view
      .all<LockRow>('locks')
      .filter(({ scope }) => covers(scope, known.scope) || (!filter && covers(known.scope, scope)));
    return ok({ status: 200, body: { value: value.map(shown) } });
  },
});

const deleteLock = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Delete management locks',
  method: 'DELETE',
  path,
  handle(ctx, { params }) {
    const key = keyIn(params);
    if (!ctx.view.get('locks', key)) return ok({ status: 204 });
    return ok({ status: 200, changes: [remove('locks', key)] });
  },
});

/** The scope was deleted (by the platform itself, which no lock stops): its locks go with it. */
const forget = defineOperation<{ scope: string }>({
  surface: 'platform',
  plane: 'none',
  action: 'locks/scope/delete',
  title: 'Forget the locks of a scope',
  method: 'DELETE',
  path: '/locks/scope',
  body: z.object({ scope: z.string() }),
  handle: ({ view }, { body: { scope } }) =>
    ok({
      status: 200,
      body: {},
      changes: view
        .all<LockRow>('locks')
        .filter((row) => covers(scope, row.scope))
        .map(({ id }) => remove('locks', idKey(id))),
    }),
});

export const lockOperations = [putLock, getLock, listLocks, deleteLock, forget];
