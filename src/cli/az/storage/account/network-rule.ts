import { CliError } from '../../errors.ts';
import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { ipRange, overlap } from '../../ip-range.ts';
import { isObject, list, text, type JsonObject } from '../../json.ts';
import { isValidScope } from '../../resource-id.ts';
import { unshape } from '../../shape.ts';
import { accountPath, accountResult, givenGroup } from './account.ts';

const WHICH = { resourceGroup: 'text?', accountName: 'text' } as const;

async function rulesOf(az: Az, group: string, name: string): Promise<JsonObject> {
  const rules = accountResult(await az.arm.get(await accountPath(az, group, name)))['networkRuleSet'];
  return isObject(rules) ? { ...rules } : {};
}

async function putRules(az: Az, group: string, name: string, rules: JsonObject): Promise<JsonObject> {
  const body = { properties: { networkAcls: unshape('StorageNetworkRuleSet', rules) } };
  return accountResult(await az.arm.call('PATCH', await accountPath(az, group, name), body));
}

export const storageAccountNetworkRuleList = implement('storage account network-rule list', {
  takes: WHICH,
  run: async ({ resourceGroup, accountName }, az) => {
    const rules = await rulesOf(az, await givenGroup(az, resourceGroup, accountName), accountName);
    delete rules['bypass'];
    delete rules['defaultAction'];
    return rules;
  },
});

export const storageAccountNetworkRuleAdd = implement('storage account network-rule add', {
  takes: { ...WHICH, ipAddress: 'texts?', subnet: 'text?', action: 'text' },
  run: async ({ resourceGroup, accountName, ipAddress, subnet, action }, az) => {
    const given = (ipAddress ?? []).map((address) => ({ address, as: ipRange(address) }));
    const group = await givenGroup(az, resourceGroup, accountName);
    const rules = await rulesOf(az, group, accountName);
    if (!subnet && given.length === 0) az.warn('No subnet or ip address supplied.');
    if (subnet) {
      if (!isValidScope(subnet)) throw new CliError(`Expected fully qualified resource ID: got '${subnet}'`);
      const others = list(rules['virtualNetworkRules']).filter(
        (rule) => text(rule, 'virtualNetworkResourceId').toLowerCase() !== subnet.toLowerCase(),
      );
      rules['virtualNetworkRules'] = [...others, { virtualNetworkResourceId: subnet, action }];
    }
    const addresses = list(rules['ipRules']);
    for (const { address, as } of given) {
      const held = addresses.find((rule) => overlap(as, ipRange(text(rule, 'ipAddressOrRange'))));
      if (held === undefined) addresses.push({ ipAddressOrRange: address, action });
      else
        az.warn(
          `IP/CIDR ${address} overlaps with ${text(held, 'ipAddressOrRange')}, which exists already. Not adding duplicates.`,
        );
    }
    return putRules(az, group, accountName, { ...rules, ipRules: addresses });
  },
});

export const storageAccountNetworkRuleRemove = implement('storage account network-rule remove', {
  takes: { ...WHICH, ipAddress: 'texts?', subnet: 'text?' },
  run: async ({ resourceGroup, accountName, ipAddress, subnet }, az) => {
    const leaving = new Set((ipAddress ?? []).map(ipRange));
    const group = await givenGroup(az, resourceGroup, accountName);
    const rules = await rulesOf(az, group, accountName);
    const addresses = list(rules['ipRules']).filter((rule) => !leaving.has(ipRange(text(rule, 'ipAddressOrRange'))));
    const networks = list(rules['virtualNetworkRules']).filter(
      (rule) => !subnet || !text(rule, 'virtualNetworkResourceId').endsWith(subnet),
    );
    return putRules(az, group, accountName, { ...rules, ipRules: addresses, virtualNetworkRules: networks });
  },
});
