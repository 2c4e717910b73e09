import { implement } from '../implement.ts';
import { compact, list, member, text } from '../json.ts';
import { grantRole, identityInfo, noAccessYet } from './identity/compute-identity.ts';
import { COMPUTE_VERSION, machineDetails, machinePath } from './machine.ts';
import { prepare } from './new-machine.ts';
import { NEW_MACHINE } from './takes.ts';

/** az deploys a template with a network around the machine; here the machine alone is put. See the register of deviations. */
export const vmCreate = implement('vm create', {
  takes: {
    ...NEW_MACHINE,
    size: 'text?',
    zone: 'text?',
    computerName: 'text?',
    publicIpSku: 'text?',
    nsgRule: 'text?',
  },
  run: async (args, az) => {
    const { resourceGroup, name, zone, role, scope } = args;
    const prepared = await prepare(az, 'vm create', args);
    const { location, identity, roleDefinitionId, storageProfile, osProfile } = prepared;
    const body = compact({
      location,
      tags: args.tags ?? {},
      zones: zone === undefined ? undefined : [zone],
      identity,
      properties: {
        hardwareProfile: { vmSize: args.size ?? 'Standard_DS1_v2' },
        networkProfile: { networkInterfaces: [] },
        storageProfile,
        osProfile: { computerName: args.computerName ?? name, ...osProfile },
      },
    });
    const path = `${await machinePath(az, resourceGroup, name)}?api-version=${COMPUTE_VERSION}`;
    const made = await az.arm.finish('PUT', path, body);
    await grantRole(az, made, { roleDefinitionId, scope });
    const machine = await machineDetails(az, resourceGroup, name);
    if (prepared.hasSystemIdentity && scope === undefined) az.warn(noAccessYet(resourceGroup, name, 'vm'));
    return compact({
      id: text(machine, 'id'),
      resourceGroup,
      powerState: member(machine, 'powerState'),
      publicIpAddress: '',
      fqdns: '',
      privateIpAddress: '',
      macAddress: '',
      location: member(machine, 'location'),
      identity: identity && identityInfo(machine, { role, scope }),
      zones: list(member(machine, 'zones') ?? null)[0] ?? '',
    });
  },
});
