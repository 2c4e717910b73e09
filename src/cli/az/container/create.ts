import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { locationOfGroup } from '../group/location.ts';
import { implement } from '../implement.ts';
import { at, compact, text, type JsonObject } from '../json.ts';
import { IDENTITY_VERSION, identitiesPath } from '../identity/user-assigned.ts';
import { isValidScope } from '../resource-id.ts';
import { assignRetrying } from '../role/assignment/host-role.ts';
import { roleDefinitionId } from '../role/scopes.ts';
import { shape } from '../shape.ts';
import { configMap, environment, identityBlock, registryCredentials, splitCommand } from './create-body.ts';
import { groupPath, groupRow } from './group.ts';

const SHORT_RUNNING = ['alpine', 'busybox', 'ubuntu', 'node', 'golang', 'centos', 'python', 'php'];

function checkIdentity(given: { assignIdentity?: string[]; role?: string; scope?: string }): void {
  const { assignIdentity, role, scope } = given;
  if (assignIdentity === undefined) {
    if (scope === undefined && role === undefined) return;
    throw new CliError('usage error: --assign-identity [--scope SCOPE] [--role ROLE]', { exit: 2 });
  }
  if (scope === undefined && role !== undefined)
    throw new CliError(`usage error: '--role ${role}' is not applicable as the '--scope' is not provided`, { exit: 2 });
  if (scope !== undefined && assignIdentity.length > 0 && !assignIdentity.includes('[system]'))
    throw new CliError("usage error: '--scope'/'--role' is only applicable when assign system identity", { exit: 2 });
}

/** The id of the identity that pulls the image, looked up when it is given by name. */
async function pullIdentity(az: Az, resourceGroup: string, given: string | undefined): Promise<string | undefined> {
  if (given === undefined || isValidScope(given)) return given;
  const path = `${await identitiesPath(az, resourceGroup)}/${given}?api-version=${IDENTITY_VERSION}`;
  return text(await az.arm.get(path), 'id');
}

export const containerCreate = implement('container create', {
  takes: {
    resourceGroup: 'text',
    name: 'text?',
    image: 'text?',
    location: 'text?',
    cpu: 'text?',
    memory: 'text?',
    configMap: 'texts?',
    restartPolicy: 'text?',
    ports: 'texts?',
    protocol: 'text?',
    osType: 'text?',
    ipAddress: 'text?',
    dnsNameLabel: 'text?',
    commandLine: 'text?',
    environmentVariables: 'texts?',
    secureEnvironmentVariables: 'texts?',
    registryLoginServer: 'text?',
    registryUsername: 'text?',
    registryPassword: 'text?',
    acrIdentity: 'text?',
    assignIdentity: 'texts?',
    role: 'text?',
    scope: 'text?',
    zone: 'text?',
    priority: 'text?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const { resourceGroup, name, image, cpu, memory, zone, scope } = args;
    checkIdentity(args);
    if (image && SHORT_RUNNING.includes(image.split(':')[0] ?? '') && !args.commandLine)
      az.warn(
        `Image "${image}" has no long running process. The "--command-line" argument must be used to start a long running process inside the container for the container group to stay running. Ex: "tail -f /dev/null" For more imformation visit https://aka.ms/aci/troubleshoot`,
      );
    const location = args.location ?? (await locationOfGroup(az, resourceGroup));
    if (!name) throw new CliError('error: the --name/-n argument is required unless specified with a passed in file.');
    const acrIdentity = await pullIdentity(az, resourceGroup, args.acrIdentity);
    const isPublic = args.ipAddress?.toLowerCase() === 'public' || args.dnsNameLabel !== undefined;
    const ports = (args.ports ?? ['80']).map((port): JsonObject => ({
      protocol: args.protocol ?? 'TCP',
      port: Number(port),
    }));
    const requests = compact({
      memoryInGB: memory === undefined ? undefined : Number(memory),
      cpu: cpu === undefined ? undefined : Number(cpu),
    });
    const container = compact({
      image,
      command: args.commandLine ? splitCommand(args.commandLine) : undefined,
      ports: isPublic ? ports : undefined,
      environmentVariables: environment(args.environmentVariables, args.secureEnvironmentVariables),
      resources: Object.keys(requests).length > 0 ? { requests } : undefined,
      configMap: configMap(args.configMap),
    });
    const body = compact({
      zones: zone === undefined ? undefined : [zone],
      identity: args.assignIdentity && identityBlock(args.assignIdentity),
      properties: compact({
        containers: [{ name, properties: container }],
        imageRegistryCredentials: registryCredentials({ ...args, acrIdentity }),
        restartPolicy: args.restartPolicy,
        ipAddress: isPublic ? compact({ ports, type: 'Public', dnsNameLabel: args.dnsNameLabel }) : undefined,
        osType: args.osType,
        priority: args.priority,
      }),
      location,
      tags: {},
    });
    const path = await groupPath(az, resourceGroup, name);
    const made = args.noWait ? await az.arm.call('PUT', path, body) : await az.arm.finish('PUT', path, body);
    if (args.assignIdentity !== undefined && scope !== undefined) {
      const principalId = String(at(await az.arm.get(path), 'identity', 'principalId') ?? '');
      const role = await roleDefinitionId(az, args.role ?? 'Contributor', scope);
      await assignRetrying(az, { scope, roleDefinitionId: role, principalId });
    }
    return args.noWait ? undefined : shape('ContainerGroup', made);
  },
  table: groupRow,
});
