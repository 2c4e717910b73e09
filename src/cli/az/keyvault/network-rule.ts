import { implement } from '../implement.ts';
import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { ipRange, overlap } from '../ip-range.ts';
import { isObject, list, text, type Json, type JsonObject } from '../json.ts';
import { isValidScope } from '../resource-id.ts';
import { shape } from '../shape.ts';
import { vaultGroup, vaultPath, VAULTS_VERSION } from './find.ts';
import { rewriteVault } from './rewrite.ts';

const WHICH = { resourceGroup: 'text?', name: 'text' } as const;
const RULES = { ...WHICH, ipAddress: 'texts?', subnet: 'text?', vnetName: 'text?', noWait: 'flag' } as const;

interface Given {
  resourceGroup: string | undefined;
  name: string;
  ipAddress: string[] | undefined;
  subnet: string | undefined;
  vnetName: string | undefined;
  noWait: boolean;
}

const sameId = (rule: Json, id: string): boolean => text(rule, 'id').toLowerCase() === id.toLowerCase();

/** The subnet's id, from an id or from the names of the subnet and of its network in the vault's group. */
async function subnetId(az: Az, group: string, { subnet, vnetName }: Given): Promise<string | undefined> {
  const isId = subnet !== undefined && isValidScope(subnet);
  if (vnetName === undefined && (isId || subnet === undefined)) return subnet;
  if (subnet === undefined || isId || vnetName === undefined)
    throw new CliError('incorrect usage: [--subnet ID | --subnet NAME --vnet-name NAME]');
  return `${await az.group(group)}/providers/Microsoft.Network/virtualNetworks/${vnetName}/subnets/${subnet}`;
}

/** az compares the addresses of one line with each other before it asks for anything. */
function addressesOf({ ipAddress = [] }: Given): string[] {
  ipAddress.forEach((one, at) => {
    const other = ipAddress.find((two, where) => where !== at && overlap(ipRange(one), ipRange(two)));
    if (other !== undefined)
      throw new CliError(
        `ip addresses ${ipRange(one)} and ${ipRange(other)} provided are overlapping: --ip_address ip1 [ip2]...`,
        { exit: 1 },
      );
    ipRange(one);
  });
  return ipAddress;
}

async function rewriteRules(
  az: Az,
  given: Given,
  change: (rules: JsonObject, addresses: string[], subnet: string | undefined) => boolean,
): Promise<Json | undefined> {
  const { name, noWait } = given;
  const resourceGroup = await vaultGroup(az, given.resourceGroup, name, undefined);
  const addresses = addressesOf(given);
  const subnet = await subnetId(az, resourceGroup, given);
  return rewriteVault(az, { resourceGroup, name, noWait }, (properties) => {
    const held = properties['networkAcls'];
    const rules: JsonObject = isObject(held) ? held : { bypass: 'AzureServices', defaultAction: 'Allow' };
    properties['networkAcls'] = rules;
    return change(rules, addresses, subnet) ? undefined : false;
  });
}

export const keyvaultNetworkRuleAdd = implement('keyvault network-rule add', {
  takes: RULES,
  run: (given, az) =>
    rewriteRules(az, given, (rules, addresses, subnet) => {
      if (!subnet && addresses.length === 0) az.warn('No subnet or ip address supplied.');
      const networks = list(rules['virtualNetworkRules']);
      const isNew = subnet !== undefined && !networks.some((rule) => sameId(rule, subnet));
      if (isNew) rules['virtualNetworkRules'] = [...networks, { id: subnet }];
      const ranges = list(rules['ipRules']);
      const before = ranges.length;
      for (const address of addresses) {
        const held = ranges.find((rule) => overlap(ipRange(address), ipRange(text(rule, 'value'))));
        if (held === undefined) ranges.push({ value: address });
        else
          az.warn(
            `IP/CIDR ${address} overlaps with ${text(held, 'value')}, which exists already. Not adding duplicates.`,
          );
      }
      rules['ipRules'] = ranges;
      return isNew || ranges.length > before;
    }),
});

export const keyvaultNetworkRuleRemove = implement('keyvault network-rule remove', {
  takes: RULES,
  run: (given, az) =>
    rewriteRules(az, given, (rules, addresses, subnet) => {
      const [networks, ranges] = [list(rules['virtualNetworkRules']), list(rules['ipRules'])];
      const leaving = new Set(addresses.map(ipRange));
      const keptNetworks = networks.filter((rule) => subnet === undefined || !sameId(rule, subnet));
      const keptRanges = ranges.filter((rule) => !leaving.has(ipRange(text(rule, 'value'))));
      Object.assign(rules, { virtualNetworkRules: keptNetworks, ipRules: keptRanges });
      return keptNetworks.length < networks.length || keptRanges.length < ranges.length;
    }),
});

export const keyvaultNetworkRuleList = implement('keyvault network-rule list', {
  takes: WHICH,
  run: async ({ resourceGroup, name }, az) => {
    const group = await vaultGroup(az, resourceGroup, name, undefined);
    const vault = shape('Vault', await az.arm.get(`${await vaultPath(az, group, name)}?api-version=${VAULTS_VERSION}`));
    return (vault['properties'] as JsonObject)['networkAcls'];
  },
});
