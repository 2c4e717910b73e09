import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, isObject, list, parseJson, text, type Json, type JsonObject } from '../json.ts';
import { appPath, appRow, ask, askProvider, plainError, readApp, waitForStatus, withoutValues } from './app.ts';
import { mergeByName, parseVariables } from './flags.ts';

/** PATCHes an app, waits for it and reads it again. */
export async function patchApp(
  az: Az,
  path: string,
  body: JsonObject,
  noWait: boolean,
): Promise<JsonObject | undefined> {
  const first = await az.arm.send('PATCH', path, body);
  if (first.status >= 400) throw plainError(first);
  if (noWait) return undefined;
  if (first.status === 202) await waitForStatus(az, first);
  const app = first.status === 202 ? await ask(az, 'GET', path) : parseJson(first.body);
  return isObject(app) ? app : {};
}

interface Change {
  image: string | undefined;
  containerName: string | undefined;
  cpu: number | undefined;
  memory: string | undefined;
  command: string[] | undefined;
  args: string[] | undefined;
  setEnvVars: string[] | undefined;
  removeEnvVars: string[] | undefined;
  replaceEnvVars: string[] | undefined;
  removeAllEnvVars: boolean;
}

const changesContainers = (change: Change): boolean =>
  Object.values(change).some((value) => value !== undefined && value !== false);

/** A variable of the same name gets both members, the one that it has not as null. */
const replaced = (there: JsonObject, by: JsonObject): JsonObject => ({
  ...there,
  value: by['value'] ?? null,
  secretRef: by['secretRef'] ?? null,
});

function variablesOf(az: Az, container: JsonObject, change: Change): Json | undefined {
  // A variable that is empty comes without its value.
  let env = list(container['env'])
    .filter(isObject)
    .map((one) => ('value' in one ? one : { ...one, value: '' }));
  const { setEnvVars, replaceEnvVars, removeEnvVars, removeAllEnvVars } = change;
  if (setEnvVars) env = mergeByName(env, parseVariables(setEnvVars), replaced);
  if (replaceEnvVars) env = parseVariables(replaceEnvVars);
  for (const name of removeEnvVars ?? []) {
    const kept = env.filter((one) => text(one, 'name').toLowerCase() !== name.toLowerCase());
    if (kept.length === env.length) az.warn(`Environment variable ${name} does not exist.`);
    env = kept;
  }
  if (removeAllEnvVars) env = [];
  const isTouched = setEnvVars ?? replaceEnvVars ?? removeEnvVars ?? (removeAllEnvVars || undefined);
  return isTouched === undefined && container['env'] === undefined ? undefined : env;
}

function changed(az: Az, container: JsonObject, change: Change): JsonObject {
  const { image, cpu, memory, command, args } = change;
  const next: JsonObject = { ...container, ...(image !== undefined && { image }) };
  const env = variablesOf(az, container, change);
  if (env !== undefined) next['env'] = env;
  if (command) next['command'] = command.length > 0 ? command : null;
  if (args) next['args'] = args.length > 0 ? args : null;
  if (cpu !== undefined || memory !== undefined) {
    const old = isObject(container['resources']) ? container['resources'] : { cpu: null, memory: null };
    next['resources'] = {
      ...old,
      ...(cpu !== undefined && { cpu }),
      ...(memory !== undefined && { memory }),
    };
  }
  return next;
}

function containersOf(az: Az, app: JsonObject, change: Change): JsonObject[] {
  const containers = list(at(app, 'properties', 'template', 'containers')).filter(isObject);
  const only = containers.length === 1 ? text(containers[0], 'name') : undefined;
  const name = change.containerName ?? only;
  if (name === undefined)
    throw new CliError('Usage error: --container-name is required when adding or updating a container');
  const isThere = containers.some((one) => text(one, 'name').toLowerCase() === name.toLowerCase());
  if (isThere)
    return containers.map((one) =>
      text(one, 'name').toLowerCase() === name.toLowerCase() ? changed(az, one, change) : one,
    );
  if (change.image === undefined) throw new CliError('Usage error: --image is required when adding a new container');
  return [
    ...containers,
    changed(az, { image: null, name, command: null, args: null, env: [], resources: null, volumeMounts: null }, change),
  ];
}

export const containerappUpdate = implement('containerapp update', {
  takes: {
    resourceGroup: 'text',
    name: 'text',
    image: 'text?',
    containerName: 'text?',
    cpu: 'int?',
    memory: 'text?',
    command: 'texts?',
    args: 'texts?',
    setEnvVars: 'texts?',
    removeEnvVars: 'texts?',
    replaceEnvVars: 'texts?',
    removeAllEnvVars: 'flag',
    minReplicas: 'int?',
    maxReplicas: 'int?',
    revisionSuffix: 'text?',
    tags: 'tags?',
    noWait: 'flag',
  },
  run: async ({ resourceGroup, name, minReplicas, maxReplicas, revisionSuffix, tags, noWait, ...change }, az) => {
    await askProvider(az);
    await askProvider(az);
    if (maxReplicas !== undefined && (maxReplicas < 1 || maxReplicas > 1000))
      throw new CliError('--max-replicas must be in the range [1,1000]');
    const app = await readApp(az, resourceGroup, name);
    const template: JsonObject = {};
    if (revisionSuffix !== undefined) template['revisionSuffix'] = revisionSuffix;
    if (changesContainers(change)) template['containers'] = containersOf(az, app, change);
    const scale: JsonObject = {};
    if (minReplicas !== undefined) scale['minReplicas'] = minReplicas;
    if (maxReplicas !== undefined) scale['maxReplicas'] = maxReplicas;
    if (Object.keys(scale).length > 0) template['scale'] = scale;
    if (revisionSuffix === undefined) template['revisionSuffix'] = null;
    const body = { properties: { template }, ...(tags && { tags }) };
    const written = await patchApp(az, await appPath(az, resourceGroup, name), body, noWait);
    return written && withoutValues(written);
  },
  table: appRow,
});
