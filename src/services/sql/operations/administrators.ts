import * as z from 'zod/mini';
import type { Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as say from '../arm-errors.ts';
import { serverType, type ServerProperties, type ServerRow } from '../models.ts';
import { administratorFrom, AdministratorGiven } from '../server-write.ts';
import { accepted } from './long-running.ts';
import { onServer } from './servers.ts';

const administratorType = `${serverType}/administrators`;
const entraOnlyType = `${serverType}/azureADOnlyAuthentications`;

const changed = (server: ServerRow, properties: Partial<ServerProperties>, now: number): Change =>
  put('resources', idKey(server.id), {
    ...server,
    properties: { ...server.properties, ...properties },
    changedAt: now,
  });

const administratorBody = ({ id, properties }: ServerRow): unknown => ({
  properties: { ...properties.administrators, azureADOnlyAuthentication: properties.entraOnly },
  id: `${id}/administrators/ActiveDirectory`,
  name: 'ActiveDirectory',
  type: administratorType,
});

/** There is one administrator, and its name is its kind. */
const misnamed = ({ params }: Input): boolean => params['administratorName']?.toLowerCase() !== 'activedirectory';
const oneAdministrator = '/administrators/{administratorName}';

const putAdministrator = onServer({
  action: `${administratorType}/write`,
  title: 'Set Microsoft Entra administrator',
  method: 'PUT',
  below: oneAdministrator,
  body: z.object({ properties: AdministratorGiven }),
  handle(ctx, input, server) {
    if (misnamed(input)) return refuse(say.invalidValue('administratorName'));
    const { properties } = input.body as { properties: z.infer<typeof AdministratorGiven> };
    const made = administratorFrom(ctx.view, properties);
    if ('refusal' in made) return refuse(made.refusal);
    const { id, location } = server;
    const changes = [changed(server, { administrators: made.administrator }, ctx.now)];
    const operation = 'CreateActiveDirectoryAdministrator';
    const resource = `${id}/administrators/ActiveDirectory`;
    return accepted(ctx, input, { kind: 'serverAdministrator', operation, id, location, changes, resource });
  },
});

const getAdministrator = onServer({
  action: `${administratorType}/read`,
  title: 'Get Microsoft Entra administrator',
  method: 'GET',
  below: oneAdministrator,
  handle: (_ctx, input, server) =>
    misnamed(input) || !server.properties.administrators
      ? refuse(say.childNotFound(administratorType, input.params['administratorName'] ?? ''))
      : ok({ status: 200, body: administratorBody(server) }),
});

const deleteAdministrator = onServer({
  action: `${administratorType}/delete`,
  title: 'Remove Microsoft Entra administrator',
  method: 'DELETE',
  below: oneAdministrator,
  handle(ctx, input, server) {
    if (misnamed(input) || !server.properties.administrators) return ok({ status: 204 });
    if (server.properties.entraOnly) return refuse(say.administratorHeldByEntraOnly);
    const { administrators: _gone, ...properties } = server.properties;
    const { id, location } = server;
    const changes = [put('resources', idKey(id), { ...server, properties, changedAt: ctx.now })];
    const operation = 'DropActiveDirectoryAdministrator';
    return accepted(ctx, input, { kind: 'serverAdministrator', operation, id, location, changes });
  },
});

const listOf = (type: string, title: string, shown: (server: ServerRow) => unknown[]): Operation => {
  const name = type.slice(serverType.length);
  return onServer({
    action: `${type}/read`,
    title,
    method: 'GET',
    below: name,
    requires: ({ url }) => ({ action: `${type}/read`, scope: url.path.slice(0, -name.length), plane: 'control' }),
    handle: (_ctx, _input, server) => ok({ status: 200, body: { value: shown(server) } }),
  });
};

const entraOnlyBody = ({ id, properties }: ServerRow): unknown => ({
  properties: { azureADOnlyAuthentication: properties.entraOnly },
  id: `${id}/azureADOnlyAuthentications/Default`,
  name: 'Default',
  type: entraOnlyType,
});
const oneEntraOnly = '/azureADOnlyAuthentications/{authenticationName}';
const notDefault = ({ params }: Input): boolean => params['authenticationName']?.toLowerCase() !== 'default';

const putEntraOnly = onServer({
  action: `${entraOnlyType}/write`,
  title: 'Set Microsoft Entra-only authentication',
  method: 'PUT',
  below: oneEntraOnly,
  body: z.object({ properties: z.object({ azureADOnlyAuthentication: z.boolean() }) }),
  handle(ctx, input, server) {
    if (notDefault(input)) return refuse(say.invalidValue('authenticationName'));
    const { properties } = input.body as { properties: { azureADOnlyAuthentication: boolean } };
    const entraOnly = properties.azureADOnlyAuthentication;
    if (entraOnly && !server.properties.administrators) return refuse(say.entraOnlyNeedsAdministrator);
    const after = { ...server, properties: { ...server.properties, entraOnly } };
    return ok({ status: 200, body: entraOnlyBody(after), changes: [changed(server, { entraOnly }, ctx.now)] });
  },
});

const getEntraOnly = onServer({
  action: `${entraOnlyType}/read`,
  title: 'Get Microsoft Entra-only authentication',
  method: 'GET',
  below: oneEntraOnly,
  handle: (_ctx, input, server) =>
    notDefault(input)
      ? refuse(say.childNotFound(entraOnlyType, input.params['authenticationName'] ?? ''))
      : ok({ status: 200, body: entraOnlyBody(server) }),
});

const deleteEntraOnly = onServer({
  action: `${entraOnlyType}/delete`,
  title: 'Remove Microsoft Entra-only authentication',
  method: 'DELETE',
  below: oneEntraOnly,
  handle: (ctx, input, server) =>
    notDefault(input)
      ? ok({ status: 204 })
      : ok({ status: 200, changes: [changed(server, { entraOnly: false }, ctx.now)] }),
});

export const administratorOperations = [
  putAdministrator,
  getAdministrator,
  deleteAdministrator,
  listOf(administratorType, 'List Microsoft Entra administrators', (server) =>
    server.properties.administrators ? [administratorBody(server)] : [],
  ),
  putEntraOnly,
  getEntraOnly,
  deleteEntraOnly,
  listOf(entraOnlyType, 'List Microsoft Entra-only authentications', (server) => [entraOnlyBody(server)]),
];
