import * as z from 'zod/mini';
import { armOperation, nameCheck } from '#kernel/arm-type.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import * as say from '../arm-errors.ts';
import { serverByName, servers, serverType, type ServerRow } from '../models.ts';
import { removedServer } from '../removal.ts';
import { serverBody } from '../server-shape.ts';
import { ServerGiven, writeServer } from '../server-write.ts';
import { accepted } from './long-running.ts';

const write = `${serverType}/write`;

/** Declares an operation on a server or on what is under it; its action is asked at the address. */
export const onServer = (
  declared: Pick<Operation, 'action' | 'title' | 'method'> &
    Partial<Pick<Operation, 'body' | 'requires'>> & {
      below?: string;
      handle(ctx: Ctx, input: Input, server: ServerRow): Outcome;
    },
): Operation => {
  const { below = '', handle, ...rest } = declared;
  return armOperation({
    ...rest,
    path: `${servers.path}${below}`,
    handle(ctx, input) {
      const held = servers.held(ctx, input.params, below !== '');
      return 'ok' in held ? held : handle(ctx, input, held);
    },
  });
};

const requires: Operation['requires'] = ({ url, body }) => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
});

const putServer = armOperation({
  action: write,
  title: 'Create or update server',
  method: 'PUT',
  path: servers.path,
  body: ServerGiven,
  requires,
  handle(ctx, input) {
    const { params, body } = input;
    const place = servers.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    const { row: held, location, name } = place;
    if (!held && !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return refuse(say.serverNameInvalid(name));
    if (!held && serverByName(ctx.view, name)) return refuse(say.serverNameTaken(name));
    const id = held?.id ?? place.id;
    const at = { id, name, type: serverType, location };
    const made = writeServer(ctx, at, held, body, 'replace');
    if ('refusal' in made) return refuse(made.refusal);
    const work = { kind: 'server', operation: 'UpsertLogicalServer', id, location, resource: id };
    return accepted(ctx, input, { ...work, changes: made.changes });
  },
});

const patchServer = onServer({
  action: write,
  title: 'Update server',
  method: 'PATCH',
  body: ServerGiven,
  requires,
  handle(ctx, input, held) {
    const { id, name, type, location } = held;
    const made = writeServer(ctx, { id, name, type, location }, held, input.body as ServerGiven, 'merge');
    if ('refusal' in made) return refuse(made.refusal);
    const work = { kind: 'server', operation: 'UpsertLogicalServer', id, location, resource: id };
    return accepted(ctx, input, { ...work, changes: made.changes });
  },
});

const deleteServer = armOperation({
  action: `${serverType}/delete`,
  title: 'Delete server',
  method: 'DELETE',
  path: servers.path,
  handle(ctx, input) {
    const { row: held } = servers.at(ctx, input.params);
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    const { id, location } = held;
    const changes = removedServer(ctx.view, held);
    return accepted(ctx, input, { kind: 'server', operation: 'DropLogicalServer', id, location, changes });
  },
});

const reads = servers.reads({ one: 'server', many: 'servers', apart: true }, (_view, server, { query }) =>
  serverBody(server, /^administrators\/activedirectory$/i.test(query('$expand') ?? '')),
);

const checkName = nameCheck(
  {
    action: 'Microsoft.Sql/checkNameAvailability/action',
    title: 'Check server name',
    path: 'Microsoft.Sql/checkNameAvailability',
  },
  z.object({ name: z.string(), type: z.string() }),
  (ctx, name) => {
    const taken = serverByName(ctx.view, name) !== undefined;
    const no = { available: false, reason: 'AlreadyExists', message: say.serverNameTaken(name).message };
    return { name, ...(taken ? no : { available: true }) };
  },
);

export const serverOperations = [putServer, patchServer, ...reads, deleteServer, checkName];
