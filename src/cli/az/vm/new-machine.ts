import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { locationOfGroup } from '../group/location.ts';
import type { JsonObject } from '../json.ts';
import { wantedIdentities, withIdentities } from '../webapp/identity/wanted.ts';
import { fullIds, roleFor, type Grant } from './identity/compute-identity.ts';
import { findImage } from './images.ts';
import { refuseNetwork } from './refuse-network.ts';
import { signInProfile, type SignIn } from './sign-in.ts';

export interface NewMachine extends SignIn, Grant {
  resourceGroup: string;
  location: string | undefined;
  image: string | undefined;
  osDiskCaching: string | undefined;
  assignIdentity: string[] | undefined;
}

export interface Prepared {
  location: string;
  storageProfile: JsonObject;
  osProfile: JsonObject;
  /** The identity block, when `--assign-identity` is given. */
  identity: JsonObject | undefined;
  hasSystemIdentity: boolean;
  /** What to assign to the system-assigned identity once it is there. */
  roleDefinitionId: string | undefined;
}

/** What az says of a default before anything else, also where the argument is given. */
const laterDefault = (option: string): string =>
  `The default value of '${option}' will be changed to 'Standard_D2s_v5' from 'Standard_DS1_v2' in a future release.`;

/** The image that az takes where none is named. */
const DEFAULT_IMAGE = 'MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition:latest';

/** What `vm create` and `vmss create` make of the same arguments, asked for in az's order. */
export async function prepare(az: Az, command: 'vm create' | 'vmss create', given: NewMachine): Promise<Prepared> {
  az.warn(laterDefault(command === 'vm create' ? '--size' : '--vm-sku'));
  refuseNetwork(command, { ...given });
  const { resourceGroup, assignIdentity, role, scope } = given;
  const location = given.location ?? (await locationOfGroup(az, resourceGroup));
  const image = findImage(given.image ?? DEFAULT_IMAGE);
  const osProfile = await signInProfile(az, given, image.isWindows);
  if (assignIdentity === undefined && (role !== undefined || scope !== undefined))
    throw new CliError('usage error: --assign-identity [--scope SCOPE] [--role ROLE]');
  const ids = assignIdentity && (await fullIds(az, resourceGroup, assignIdentity));
  const osDisk = { createOption: 'fromImage', caching: given.osDiskCaching ?? 'ReadWrite' };
  const wanted = ids && wantedIdentities(ids);
  return {
    location,
    osProfile,
    storageProfile: { osDisk, imageReference: image.reference },
    identity: wanted && withIdentities(null, wanted),
    hasSystemIdentity: wanted?.system === true,
    roleDefinitionId: ids && (await roleFor(az, { role, scope }, ids)),
  };
}
