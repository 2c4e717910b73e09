import { implement } from '../implement.ts';
import { compact, isObject, member } from '../json.ts';
import { grantRole, identityInfo, noAccessYet } from '../vm/identity/compute-identity.ts';
import { prepare } from '../vm/new-machine.ts';
import { NEW_MACHINE } from '../vm/takes.ts';
import { scaleSetPath } from './scale-set.ts';

const MODES: Readonly<Record<string, string>> = { automatic: 'Automatic', manual: 'Manual', rolling: 'Rolling' };

/** az deploys a template with a network and a load balancer; here the scale set alone is put, uniform unless it is told otherwise. */
export const vmssCreate = implement('vmss create', {
  takes: {
    ...NEW_MACHINE,
    vmSku: 'text?',
    instanceCount: 'int?',
    upgradePolicyMode: 'text?',
    orchestrationMode: 'text?',
    computerNamePrefix: 'text?',
    zones: 'texts?',
    loadBalancer: 'text?',
  },
  run: async (args, az) => {
    const { resourceGroup, name, zones, role, scope } = args;
    const prepared = await prepare(az, 'vmss create', args);
    const { location, identity, roleDefinitionId, storageProfile, osProfile } = prepared;
    const computerNamePrefix = args.computerNamePrefix ?? name.slice(0, 9);
    const mode = (args.upgradePolicyMode ?? 'manual').toLowerCase();
    const body = compact({
      location,
      tags: args.tags ?? {},
      zones,
      sku: { name: args.vmSku ?? 'Standard_DS1_v2', capacity: args.instanceCount ?? 2 },
      identity,
      properties: compact({
        orchestrationMode: args.orchestrationMode,
        upgradePolicy: { mode: MODES[mode] ?? mode },
        virtualMachineProfile: { storageProfile, osProfile: { computerNamePrefix, ...osProfile } },
      }),
    });
    const made = await az.arm.finish('PUT', await scaleSetPath(az, resourceGroup, name), body);
    await grantRole(az, made, { roleDefinitionId, scope });
    if (prepared.hasSystemIdentity && scope === undefined) az.warn(noAccessYet(resourceGroup, name, 'vmss'));
    const properties = member(made, 'properties');
    const shown = isObject(properties) ? properties : {};
    return { vmss: { ...shown, ...(identity && { identity: identityInfo(made, { role, scope }) }) } };
  },
});
