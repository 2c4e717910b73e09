import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, member, parseJson, type Json, type JsonObject } from '../json.ts';
import { appPath, appRow, askProvider, plainError, putAndWait, withoutValues } from './app.ts';
import { configurationOf, templateOf, type NewApp } from './create-body.ts';
import { environmentId } from './env/environment.ts';
import { newIdentity } from './new-identity.ts';
import { grantPull } from './registry/grant-pull.ts';
import {
  checkRegistry,
  checkTogether,
  firstRegistry,
  isSystem,
  registryOf,
  type Registry,
} from './registry/new-registry.ts';

const HELLO = 'mcr.microsoft.com/k8se/quickstart:latest';
const NAME = /^(?=.{1,32}$)[a-z]((?!.*--)[-a-z0-9]*[a-z0-9])?$/i;

function checkName(name: string): void {
  if (!NAME.test(name))
    throw new CliError(
      `Invalid ContainerApp name ${name}. A name must consist of lower case alphanumeric characters or '-', start with a letter, end with an alphanumeric character, cannot have '--', and must be less than 32 characters.`,
    );
}

/** Where the environment lies, and so the app. */
async function locationOf(az: Az, environment: string): Promise<Json> {
  const answer = await az.arm.send('GET', `${environment}?api-version=2025-01-01`);
  if (answer.status === 404)
    throw new CliError(`The environment '${environment}' does not exist. Specify a valid environment`);
  if (answer.status >= 400) throw plainError(answer);
  return member(parseJson(answer.body), 'location') ?? null;
}

function bodyOf(
  app: NewApp,
  registry: Registry | undefined,
  rest: { location: Json; identity: JsonObject; environment: string; tags: Json },
): JsonObject {
  const { location, identity, environment: environmentId, tags } = rest;
  const configuration = configurationOf(app, registry);
  const properties = { environmentId, configuration, template: templateOf(app), workloadProfileName: null };
  return { location, identity, properties, tags };
}

function says(made: JsonObject, group: string, { name, targetPort }: NewApp): string {
  const fqdn = at(made, 'properties', 'configuration', 'ingress', 'fqdn');
  if (typeof fqdn === 'string') return `\nContainer app created. Access your app at https://${fqdn}/\n`;
  return `\nContainer app created. To access it over HTTPS, enable ingress: az containerapp ingress enable -n ${name} -g ${group} --type external --target-port ${targetPort ?? '<port>'} --transport auto\n`;
}

export const containerappCreate = implement('containerapp create', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    environment: 'text?',
    image: 'text?',
    containerName: 'text?',
    cpu: 'int?',
    memory: 'text?',
    envVars: 'texts?',
    command: 'texts?',
    args: 'texts?',
    minReplicas: 'int?',
    maxReplicas: 'int?',
    revisionSuffix: 'text?',
    revisionsMode: 'text?',
    secrets: 'texts?',
    ingress: 'text?',
    targetPort: 'int?',
    transport: 'text?',
    allowInsecure: 'bool?',
    registryServer: 'text?',
    registryUsername: 'text?',
    registryPassword: 'text?',
    registryIdentity: 'text?',
    systemAssigned: 'bool?',
    userAssigned: 'texts?',
    tags: 'tags?',
    noWait: 'flag',
  },
  run: async (args, az) => {
    const { resourceGroup, name, registryServer = '', registryIdentity, noWait } = args;
    checkTogether(args);
    if (args.ingress === undefined && args.targetPort !== undefined)
      throw new CliError('Usage error: must specify --ingress with --target-port');
    if (args.ingress === undefined && args.allowInsecure)
      throw new CliError('Usage error: must specify --ingress with --allow-insecure');
    await askProvider(az);
    checkName(name);
    checkRegistry(args);
    const isTwoStep = isSystem(registryIdentity);
    const puller = registryIdentity !== undefined && !isTwoStep ? registryIdentity : undefined;
    if (puller !== undefined) await grantPull(az, registryServer, { identity: puller });
    if (args.environment === undefined)
      throw new CliError('Usage error: --environment is required if not using --yaml');
    const environment = await environmentId(az, resourceGroup, args.environment);
    const location = await locationOf(az, environment);
    await askProvider(az);

    const image = args.image ?? HELLO;
    const app: NewApp = { ...args, image, allowInsecure: args.allowInsecure ?? false };
    const user = [...(args.userAssigned ?? []), ...(puller === undefined ? [] : [puller])];
    const identity = newIdentity(await az.group(resourceGroup), args.systemAssigned === true || isTwoStep, user);
    const rest = { location, identity, environment, tags: args.tags ?? null };
    const path = await appPath(az, resourceGroup, name);
    const first = isTwoStep ? { ...app, image: HELLO, revisionSuffix: undefined } : app;
    let made = await putAndWait(az, path, bodyOf(first, firstRegistry(az, args), rest), noWait);
    if (isTwoStep) {
      await grantPull(az, registryServer, { principalId: String(at(made, 'identity', 'principalId') ?? '') });
      made = await putAndWait(az, path, bodyOf(app, registryOf(registryServer, 'system'), rest), noWait);
    }
    az.warn(says(made, resourceGroup, app));
    return withoutValues(made);
  },
  table: appRow,
});
