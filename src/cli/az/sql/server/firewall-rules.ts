import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { at, compact, list, member, text, type Json } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { shape } from '../../shape.ts';
import { serverPath, SQL_VERSION } from './server.ts';

const rulePath = async (az: Az, resourceGroup: string, server: string, name?: string): Promise<string> => {
  const path = `${await serverPath(az, resourceGroup, server)}/firewallRules`;
  return `${name === undefined ? path : `${path}/${name}`}?api-version=${SQL_VERSION}`;
};

const result = (raw: Json | undefined): Json => shape('SqlFirewallRule', raw);

const row = (rule: Json): TableRow => ({
  name: text(rule, 'name'),
  startIpAddress: member(rule, 'startIpAddress') ?? null,
  endIpAddress: member(rule, 'endIpAddress') ?? null,
});

const one = { resourceGroup: 'text', server: 'text', name: 'text' } as const;
const addresses = { startIpAddress: 'text?', endIpAddress: 'text?' } as const;

/** The body of a rule; without any address it is empty, as the SDK leaves out what is unset. */
function ruleBody(startIpAddress: Json | undefined, endIpAddress: Json | undefined): Json {
  const properties = compact({ startIpAddress, endIpAddress });
  return Object.keys(properties).length === 0 ? {} : { properties };
}

export const sqlServerFirewallRuleCreate = implement('sql server firewall-rule create', {
  takes: { ...one, ...addresses },
  run: async ({ resourceGroup, server, name, startIpAddress, endIpAddress }, az) => {
    const path = await rulePath(az, resourceGroup, server, name);
    return result(await az.arm.put(path, ruleBody(startIpAddress, endIpAddress)));
  },
  table: row,
});

export const sqlServerFirewallRuleUpdate = implement('sql server firewall-rule update', {
  takes: { ...one, ...addresses },
  run: async ({ resourceGroup, server, name, startIpAddress, endIpAddress }, az) => {
    const path = await rulePath(az, resourceGroup, server, name);
    const current = await az.arm.get(path);
    const start = startIpAddress ?? at(current, 'properties', 'startIpAddress');
    const end = endIpAddress ?? at(current, 'properties', 'endIpAddress');
    return result(await az.arm.put(path, ruleBody(start, end)));
  },
  table: row,
});

export const sqlServerFirewallRuleShow = implement('sql server firewall-rule show', {
  takes: one,
  run: async ({ resourceGroup, server, name }, az) =>
    result(await az.arm.get(await rulePath(az, resourceGroup, server, name))),
  table: row,
});

export const sqlServerFirewallRuleList = implement('sql server firewall-rule list', {
  takes: { resourceGroup: 'text', server: 'text' },
  run: async ({ resourceGroup, server }, az) =>
    (await az.arm.list(await rulePath(az, resourceGroup, server))).map(result),
  table: (rules) => list(rules).map(row),
});

export const sqlServerFirewallRuleDelete = implement('sql server firewall-rule delete', {
  takes: one,
  run: async ({ resourceGroup, server, name }, az) => {
    await az.arm.call('DELETE', await rulePath(az, resourceGroup, server, name));
    return undefined;
  },
});
