import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, member, type Json, type JsonObject } from '../../json.ts';
import { readShellJson } from '../../shell-json.ts';
import { shape, shapes } from '../../shape.ts';

const API = 'api-version=2021-06-01';
const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions';

async function path(az: Az, name?: string): Promise<string> {
  return `${await az.root()}${BUILT_IN}${name === undefined ? '' : `/${name}`}?${API}`;
}

/** A definition of the subscription, or else the built-in one of that name. */
export async function findDefinition(az: Az, name: string): Promise<Json | undefined> {
  try {
    return await az.arm.get(await path(az, name));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 404) throw error;
    return az.arm.get(`${BUILT_IN}/${name}?${API}`);
  }
}

/** An argument that is JSON, or the path of a file that holds it. */
export async function given(az: Az, argument: string | undefined): Promise<Json | undefined> {
  return argument === undefined ? undefined : readShellJson((await az.files.read(argument)) ?? argument);
}

/** `key=value` pairs as an object. */
function pairs(metadata: string[] | undefined): JsonObject | undefined {
  return metadata && Object.fromEntries(metadata.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));
}

const describes = {
  name: 'text',
  rules: 'text?',
  params: 'text?',
  displayName: 'text?',
  description: 'text?',
  mode: 'text?',
  metadata: 'texts?',
} as const;

async function put(az: Az, name: string, properties: JsonObject): Promise<JsonObject> {
  return shape('PolicyDefinition', await az.arm.put(await path(az, name), { properties }));
}

export const policyDefinitionCreate = implement('policy definition create', {
  takes: describes,
  run: async ({ name, rules, params, displayName, description, mode, metadata }, az) => {
    if (rules === undefined) throw new CliError('--rules is required');
    const policyRule = await given(az, rules);
    const parameters = await given(az, params);
    return put(
      az,
      name,
      compact({ mode, displayName, description, policyRule, metadata: pairs(metadata), parameters }),
    );
  },
});

export const policyDefinitionUpdate = implement('policy definition update', {
  takes: describes,
  run: async ({ name, rules, params, displayName, description, mode, metadata }, az) => {
    const policyRule = await given(az, rules);
    const parameters = await given(az, params);
    const old = member(await az.arm.get(await path(az, name)), 'properties');
    // az leaves the mode out unless it is given, and the service then takes its own default.
    const properties = compact({
      mode,
      displayName: displayName ?? member(old, 'displayName'),
      description: description ?? member(old, 'description'),
      policyRule: policyRule ?? member(old, 'policyRule'),
      metadata: pairs(metadata) ?? member(old, 'metadata'),
      parameters: parameters ?? member(old, 'parameters'),
    });
    return put(az, name, properties);
  },
});

export const policyDefinitionShow = implement('policy definition show', {
  takes: { name: 'text' },
  run: async ({ name }, az) => shape('PolicyDefinition', await findDefinition(az, name)),
});

export const policyDefinitionList = implement('policy definition list', {
  takes: {},
  run: async (_, az) => shapes('PolicyDefinition', await az.arm.list(await path(az))),
});

export const policyDefinitionDelete = implement('policy definition delete', {
  takes: { name: 'text' },
  run: async ({ name }, az) => {
    await az.arm.call('DELETE', await path(az, name));
    return undefined;
  },
});
