import { locationOfGroup } from '../group/location.ts';
import { implement } from '../implement.ts';
import { at, compact, list, member, text } from '../json.ts';
import { assignRetrying } from '../role/assignment/host-role.ts';
import { wantedIdentities, withIdentities } from '../webapp/identity/wanted.ts';
import { findImage } from './images.ts';
import { fullIds, identityInfo, noAccessYet, roleFor } from './identity/compute-identity.ts';
import { COMPUTE_VERSION, machineDetails, machinePath } from './machine.ts';
import { refuseNetwork } from './refuse-network.ts';
import { signInProfile } from './sign-in.ts';

/** az deploys a template with a network around the machine; here the machine alone is put. See the register of deviations. */
export const vmCreate = implement('vm create', {
  takes: {
    name: 'text',
    resourceGroup: 'text',
    image: 'text?',
    size: 'text?',
    location: 'text?',
    tags: 'tags?',
    zone: 'text?',
    computerName: 'text?',
    authenticationType: 'text?',
    adminUsername: 'text?',
    adminPassword: 'text?',
    sshKeyValues: 'texts?',
    sshDestKeyPath: 'text?',
    generateSshKeys: 'flag',
    osDiskCaching: 'text?',
    assignIdentity: 'texts?',
    role: 'text?',
    scope: 'text?',
    publicIpAddress: 'text?',
    publicIpSku: 'text?',
    nsg: 'text?',
    nsgRule: 'text?',
  },
  run: async (args, az) => {
    const { resourceGroup, name, zone, assignIdentity, role, scope } = args;
    refuseNetwork('vm create', args);
    const location = args.location ?? (await locationOfGroup(az, resourceGroup));
    const image = findImage(args.image ?? '');
    const profile = await signInProfile(az, args, image.isWindows);
    const ids = assignIdentity && (await fullIds(az, resourceGroup, assignIdentity));
    const roleDefinitionId = ids && (await roleFor(az, { role, scope }, ids));
    const body = compact({
      location,
      tags: args.tags ?? {},
      zones: zone === undefined ? undefined : [zone],
      identity: ids && withIdentities(null, wantedIdentities(ids)),
      properties: {
        hardwareProfile: { vmSize: args.size ?? 'Standard_DS1_v2' },
        networkProfile: { networkInterfaces: [] },
        storageProfile: {
          osDisk: compact({ createOption: 'fromImage', caching: args.osDiskCaching ?? 'ReadWrite', managedDisk: {} }),
          imageReference: image.reference,
        },
        osProfile: { computerName: args.computerName ?? name, ...profile },
      },
    });
    const path = `${await machinePath(az, resourceGroup, name)}?api-version=${COMPUTE_VERSION}`;
    const made = await az.arm.finish('PUT', path, body);
    if (roleDefinitionId !== undefined && scope !== undefined) {
      const principalId = String(at(made, 'identity', 'principalId') ?? '');
      await assignRetrying(az, { scope, roleDefinitionId, principalId });
    }
    const machine = await machineDetails(az, resourceGroup, name);
    if (ids && scope === undefined && wantedIdentities(ids).system) az.warn(noAccessYet(resourceGroup, name, 'vm'));
    return compact({
      id: text(machine, 'id'),
      resourceGroup,
      powerState: member(machine, 'powerState'),
      publicIpAddress: '',
      fqdns: '',
      privateIpAddress: '',
      macAddress: '',
      location: member(machine, 'location'),
      identity: ids && identityInfo(machine, { role, scope }),
      zones: list(member(machine, 'zones') ?? null)[0] ?? '',
    });
  },
});
