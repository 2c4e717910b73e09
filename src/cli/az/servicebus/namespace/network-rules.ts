import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, list, member, text, type Json, type JsonObject } from '../../json.ts';
import { busPath, fieldsOf, flattened, NETWORK_VERSION, ordered, requireNamespace, writable } from '../resource.ts';

const WHICH = { resourceGroup: 'text', namespaceName: 'text' } as const;

interface Which {
  resourceGroup: string;
  namespaceName: string;
}

const rulesPath = (az: Az, { resourceGroup, namespaceName }: Which, rest = '/default'): Promise<string> => {
  requireNamespace(namespaceName);
  return busPath(az, resourceGroup, namespaceName, `/networkRuleSets${rest}`, NETWORK_VERSION);
};

/** Reads the rules, changes them and puts them back. */
async function putRules(az: Az, which: Which, change: Record<string, Json | undefined>): Promise<JsonObject> {
  const path = await rulesPath(az, which);
  const properties = { ...writable(await az.arm.get(path)), ...compact(change) };
  return flattened(await az.arm.put(path, ordered({ properties })));
}

export const servicebusNetworkRuleSetShow = implement('servicebus namespace network-rule-set show', {
  takes: WHICH,
  run: async (args, az) => flattened(await az.arm.get(await rulesPath(az, args))),
});

export const servicebusNetworkRuleSetList = implement('servicebus namespace network-rule-set list', {
  takes: WHICH,
  run: async (args, az) => (await az.arm.list(await rulesPath(az, args, ''))).map(flattened),
});

export const servicebusNetworkRuleSetUpdate = implement('servicebus namespace network-rule-set update', {
  takes: { ...WHICH, defaultAction: 'text?', publicNetworkAccess: 'text?', enableTrustedServiceAccess: 'bool?' },
  run: async ({ defaultAction, publicNetworkAccess, enableTrustedServiceAccess, ...which }, az) =>
    putRules(az, which, {
      defaultAction,
      publicNetworkAccess,
      trustedServiceAccessEnabled: enableTrustedServiceAccess,
    }),
});

/** The address rules that a set has, looked up before it is read again to be changed. */
async function addressRules(az: Az, which: Which): Promise<Json[]> {
  return list(member(member(await az.arm.get(await rulesPath(az, which)), 'properties'), 'ipRules'));
}

export const servicebusIpRuleAdd = implement('servicebus namespace network-rule-set ip-rule add', {
  takes: { ...WHICH, ipRule: 'texts?' },
  run: async ({ ipRule, ...which }, az) => {
    const { 'ip-address': ipMask = '', action = 'Allow' } = fieldsOf(ipRule ?? []);
    const held = await addressRules(az, which);
    if (held.some((rule) => text(rule, 'ipMask') === ipMask && text(rule, 'action') === action))
      throw new CliError('Duplicate Ip-rules Found.');
    return putRules(az, which, { ipRules: [...held, { action, ipMask }] });
  },
});

export const servicebusIpRuleRemove = implement('servicebus namespace network-rule-set ip-rule remove', {
  takes: { ...WHICH, ipRule: 'texts?' },
  run: async ({ ipRule, ...which }, az) => {
    const { 'ip-address': leaving } = fieldsOf(ipRule ?? []);
    const held = await addressRules(az, which);
    return putRules(az, which, { ipRules: held.filter((rule) => text(rule, 'ipMask') !== leaving) });
  },
});
