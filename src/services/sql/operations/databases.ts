import * as z from 'zod/mini';
import { guidFrom } from '#kernel/ids.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Ctx, Input } from '#kernel/define.ts';
import * as say from '../arm-errors.ts';
import {
  catalogOf,
  databaseIdOf,
  databasesOf,
  databaseType,
  table,
  type DatabaseRow,
  type ServerRow,
} from '../models.ts';
import { removedDatabase } from '../removal.ts';
import { defaultObjective, objectiveOf, sizeOf, type Size } from '../sizes.ts';
import { accepted } from './long-running.ts';
import { onServer } from './servers.ts';

const Sku = z.object({ name: z.string(), tier: z.nullish(z.string()), capacity: z.nullish(z.number()) });
const DatabaseGiven = z.object({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  sku: z.nullish(Sku),
  properties: z.nullish(
    z.object({
      collation: z.nullish(z.string()),
      maxSizeBytes: z.nullish(z.number()),
      createMode: z.nullish(z.string()),
    }),
  ),
});
type DatabaseGiven = z.infer<typeof DatabaseGiven>;

function databaseBody({ id, name, type, location, tags, sku, properties, createdAt }: DatabaseRow): unknown {
  const system = name === 'master';
  const objective = system ? 'System2' : objectiveOf(sku);
  return {
    sku,
    kind: system ? 'v12.0,system' : /_Gen/i.test(sku.name) ? 'v12.0,user,vcore' : 'v12.0,user',
    ...(system && { managedBy: id.replace(/\/databases\/master$/, '') }),
    properties: {
      ...properties,
      status: 'Online',
      creationDate: new Date(createdAt).toISOString(),
      currentServiceObjectiveName: objective,
      requestedServiceObjectiveName: objective,
      catalogCollation: 'SQL_Latin1_General_CP1_CI_AS',
      zoneRedundant: false,
      readScale: 'Disabled',
      currentSku: sku,
      currentBackupStorageRedundancy: 'Geo',
      requestedBackupStorageRedundancy: 'Geo',
    },
    location,
    ...(tags && { tags }),
    id,
    name,
    type,
  };
}

const collation = 'SQL_Latin1_General_CP1_CI_AS';

/** `master` comes with the server and has no row of its own. */
const masterOf = ({ id, location, createdAt }: ServerRow): DatabaseRow => ({
  id: databaseIdOf(id, 'master'),
  name: 'master',
  type: databaseType,
  location,
  sku: { name: 'System', tier: 'System', capacity: 0 },
  properties: { collation, maxSizeBytes: 32_212_254_720, databaseId: guidFrom('master', 'sqlDatabase', id) },
  createdAt,
  changedAt: createdAt,
});

const named = ({ params }: Input): string => params['databaseName'] ?? '';
const isMaster = (input: Input): boolean => named(input).toLowerCase() === 'master';
const find = (ctx: Ctx, server: ServerRow, input: Input): DatabaseRow | undefined =>
  isMaster(input)
    ? masterOf(server)
    : ctx.view.get<DatabaseRow>('resources', idKey(databaseIdOf(server.id, named(input))));

const at = '/databases/{databaseName}';
const write = `${databaseType}/write`;
const read = `${databaseType}/read`;

const wantedSize = ({ sku }: DatabaseGiven, held: DatabaseRow | undefined): Size | undefined =>
  sku ? sizeOf(sku) : (held?.sku ?? sizeOf({ name: defaultObjective }));

function written(ctx: Ctx, input: Input, server: ServerRow, held: DatabaseRow | undefined): Outcome {
  const body = input.body as DatabaseGiven;
  const size = wantedSize(body, held);
  if (size === undefined) return refuse(say.sizeUnknown);
  const { location } = server;
  const id = held?.id ?? databaseIdOf(server.id, named(input));
  const given = body.properties;
  const tags = body.tags ?? held?.tags;
  const row: DatabaseRow = {
    id,
    name: held?.name ?? named(input),
    type: databaseType,
    location,
    ...(tags && { tags }),
    sku: size,
    properties: {
      collation: held?.properties.collation ?? given?.collation ?? collation,
      maxSizeBytes: given?.maxSizeBytes ?? held?.properties.maxSizeBytes ?? 34_359_738_368,
      databaseId: held?.properties.databaseId ?? ctx.newId('sqlDatabase', id),
    },
    createdAt: held?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const changes = [
    put('resources', idKey(id), row),
    ...(held ? [] : [put(table.catalogs, idKey(id), catalogOf(ctx.view, server.id, row.name))]),
  ];
  const operation = held ? 'UpdateLogicalDatabase' : 'CreateLogicalDatabase';
  return accepted(ctx, input, { kind: 'database', operation, id, location, changes, resource: id });
}

const putDatabase = onServer({
  action: write,
  title: 'Create or update SQL database',
  method: 'PUT',
  below: at,
  body: DatabaseGiven,
  handle(ctx, input, server) {
    const body = input.body as DatabaseGiven;
    const name = named(input);
    if (isMaster(input)) return refuse(say.masterFixed);
    if (!/^[^<>*%&:\\/?\p{Cc}]{0,127}[^<>*%&:\\/?\p{Cc}. ]$/u.test(name)) return refuse(say.databaseNameInvalid(name));
    const group = input.params['group'] ?? '';
    const place = placed(body.location, { name, type: databaseType, group, existing: server.location });
    if ('refusal' in place) return refuse(place.refusal);
    const mode = body.properties?.createMode;
    if (mode && mode !== 'Default') return refuse(say.notSimulated(`A database made by ${mode}`));
    return written(ctx, input, server, find(ctx, server, input));
  },
});

const patchDatabase = onServer({
  action: write,
  title: 'Update SQL database',
  method: 'PATCH',
  below: at,
  body: DatabaseGiven,
  handle(ctx, input, server) {
    if (isMaster(input)) return refuse(say.masterFixed);
    const held = find(ctx, server, input);
    return held ? written(ctx, input, server, held) : refuse(say.childNotFound(databaseType, named(input)));
  },
});

const getDatabase = onServer({
  action: read,
  title: 'Get SQL database',
  method: 'GET',
  below: at,
  handle(ctx, input, server) {
    const held = find(ctx, server, input);
    return held ? ok({ status: 200, body: databaseBody(held) }) : refuse(say.childNotFound(databaseType, named(input)));
  },
});

const deleteDatabase = onServer({
  action: `${databaseType}/delete`,
  title: 'Delete SQL database',
  method: 'DELETE',
  below: at,
  handle(ctx, input, server) {
    if (isMaster(input)) return refuse(say.masterFixed);
    const held = find(ctx, server, input);
    if (!held) return ok({ status: 204 });
    const platform = 'https://platform.internal/authorization/scope';
    ctx.send('platform', { method: 'DELETE', url: platform, body: { scope: held.id } });
    const { id, location } = held;
    const changes = removedDatabase(ctx.view, id);
    return accepted(ctx, input, { kind: 'database', operation: 'DropLogicalDatabase', id, location, changes });
  },
});

const listDatabases = onServer({
  action: read,
  title: 'List SQL databases',
  method: 'GET',
  below: '/databases',
  requires: ({ url }) => ({ action: read, scope: url.path.replace(/\/databases$/i, ''), plane: 'control' }),
  handle: (ctx, _input, server) =>
    ok({ status: 200, body: { value: [...databasesOf(ctx.view, server.id), masterOf(server)].map(databaseBody) } }),
});

export const databaseOperations = [putDatabase, patchDatabase, getDatabase, deleteDatabase, listDatabases];
