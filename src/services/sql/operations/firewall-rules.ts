import * as z from 'zod/mini';
import type { Input } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../arm-errors.ts';
import { firewallOf, serverType, table, type FirewallRow, type ServerRow } from '../models.ts';
import { addressNumber } from '../network.ts';
import { onServer } from './servers.ts';

const type = `${serverType}/firewallRules`;
const at = '/firewallRules/{ruleName}';

const FirewallGiven = z.object({ properties: z.object({ startIpAddress: z.string(), endIpAddress: z.string() }) });

const ruleBody = ({ id, name, startIpAddress, endIpAddress }: FirewallRow): unknown => ({
  properties: { startIpAddress, endIpAddress },
  id,
  name,
  type,
});

const idOf = ({ id }: ServerRow, { params }: Input): string => `${id}/firewallRules/${params['ruleName'] ?? ''}`;

const putRule = onServer({
  action: `${type}/write`,
  title: 'Create or update firewall rule',
  method: 'PUT',
  below: at,
  body: FirewallGiven,
  handle(ctx, input, server) {
    const { startIpAddress, endIpAddress } = (input.body as z.infer<typeof FirewallGiven>).properties;
    const name = input.params['ruleName'] ?? '';
    if (server.properties.publicNetworkAccess === 'Disabled') return refuse(say.rulesClosed);
    if (!/^[^<>*%&:\\/?]{1,128}$/.test(name)) return refuse(say.invalidValue('firewallRuleName'));
    const [start, end] = [addressNumber(startIpAddress), addressNumber(endIpAddress)];
    if (start === undefined) return refuse(say.invalidValue('startIpAddress'));
    if (end === undefined || end < start) return refuse(say.invalidValue('endIpAddress'));
    const id = idOf(server, input);
    const held = ctx.view.get<FirewallRow>(table.firewall, idKey(id));
    const row = {
      id: held?.id ?? id,
      server: idKey(server.id),
      name: held?.name ?? name,
      startIpAddress,
      endIpAddress,
    };
    return ok({ status: held ? 200 : 201, body: ruleBody(row), changes: [put(table.firewall, idKey(id), row)] });
  },
});

const getRule = onServer({
  action: `${type}/read`,
  title: 'Get firewall rule',
  method: 'GET',
  below: at,
  handle(ctx, input, server) {
    const held = ctx.view.get<FirewallRow>(table.firewall, idKey(idOf(server, input)));
    return held
      ? ok({ status: 200, body: ruleBody(held) })
      : refuse(say.childNotFound(type, input.params['ruleName'] ?? ''));
  },
});

const deleteRule = onServer({
  action: `${type}/delete`,
  title: 'Delete firewall rule',
  method: 'DELETE',
  below: at,
  handle(ctx, input, server) {
    const key = idKey(idOf(server, input));
    if (server.properties.publicNetworkAccess === 'Disabled') return refuse(say.rulesClosed);
    return ctx.view.get(table.firewall, key)
      ? ok({ status: 200, changes: [remove(table.firewall, key)] })
      : ok({ status: 204 });
  },
});

const listRules = onServer({
  action: `${type}/read`,
  title: 'List firewall rules',
  method: 'GET',
  below: '/firewallRules',
  requires: ({ url }) => ({
    action: `${type}/read`,
    scope: url.path.replace(/\/firewallRules$/i, ''),
    plane: 'control',
  }),
  handle: (ctx, _input, server) => ok({ status: 200, body: { value: firewallOf(ctx.view, server.id).map(ruleBody) } }),
});

export const firewallOperations = [putRule, getRule, deleteRule, listRules];
