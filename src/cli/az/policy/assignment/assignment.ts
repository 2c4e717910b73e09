import { derivedGuid } from '../../derived-guid.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, member, text, type Json, type JsonObject } from '../../json.ts';
import { shape, shapes } from '../../shape.ts';
import type { Az } from '../../context.ts';
import { findDefinition, given } from '../definition/definition.ts';
import { assignmentPath, assignmentScope } from './path.ts';

const at = { resourceGroup: 'text?', scope: 'text?' } as const;
const SCOPE_IGNORED =
  "Readonly attribute scope will be ignored in class <class 'azure.mgmt.resource.policy.v2021_06_01.models._models_py3.PolicyAssignment'>";

/** What an assignment has, sent back as az's model of it. */
export function assignmentBody(old: Json | undefined, changes: Record<string, Json | undefined>): JsonObject {
  const was = member(old, 'properties');
  const kept = (name: string): Json | undefined => changes[name] ?? member(was, name);
  return compact({
    location: changes['location'] ?? member(old, 'location'),
    identity: changes['identity'] ?? member(old, 'identity'),
    properties: compact({
      displayName: kept('displayName'),
      policyDefinitionId: kept('policyDefinitionId'),
      notScopes: kept('notScopes'),
      parameters: kept('parameters'),
      description: kept('description'),
      metadata: kept('metadata'),
      enforcementMode: kept('enforcementMode'),
      nonComplianceMessages: kept('nonComplianceMessages'),
    }),
  });
}

async function definitionId(az: Az, policy: string): Promise<string> {
  return policy.startsWith('/') ? policy : text(await findDefinition(az, policy), 'id');
}

const put = async (az: Az, path: string, body: JsonObject): Promise<JsonObject> =>
  shape('PolicyAssignment', await az.arm.put(path, body));

export const policyAssignmentCreate = implement('policy assignment create', {
  takes: {
    ...at,
    policy: 'text?',
    name: 'text?',
    displayName: 'text?',
    description: 'text?',
    params: 'text?',
    notScopes: 'text?',
    location: 'text?',
    miSystemAssigned: 'flag',
    miUserAssigned: 'text?',
    enforcementMode: 'text?',
  },
  run: async (args, az) => {
    const { policy, params, notScopes, location, miSystemAssigned, miUserAssigned, displayName, description } = args;
    if (policy === undefined)
      throw new CliError('usage error: --policy NAME_OR_ID | --policy-set-definition NAME_OR_ID');
    const parameters = await given(az, params);
    const policyDefinitionId = await definitionId(az, policy);
    const now = String(await az.host.now());
    const name = args.name ?? derivedGuid('policy assignment', await assignmentScope(az, args), policy, now);
    const identity: JsonObject | undefined = miSystemAssigned
      ? { type: 'SystemAssigned' }
      : miUserAssigned === undefined
        ? undefined
        : { type: 'UserAssigned', userAssignedIdentities: { [miUserAssigned]: {} } };
    const body = assignmentBody(undefined, {
      location,
      identity,
      displayName,
      description,
      policyDefinitionId,
      notScopes: notScopes?.split(' '),
      parameters,
      enforcementMode: args.enforcementMode ?? 'Default',
    });
    az.warn(SCOPE_IGNORED);
    return put(az, await assignmentPath(az, args, name), body);
  },
});

export const policyAssignmentUpdate = implement('policy assignment update', {
  takes: {
    ...at,
    name: 'text?',
    displayName: 'text?',
    description: 'text?',
    params: 'text?',
    notScopes: 'text?',
    enforcementMode: 'text?',
  },
  run: async ({ name = '', params, notScopes, displayName, description, enforcementMode, ...where }, az) => {
    const parameters = await given(az, params);
    const path = await assignmentPath(az, where, name);
    const old = await az.arm.get(path);
    const changes = { displayName, description, parameters, notScopes: notScopes?.split(' '), enforcementMode };
    az.warn(SCOPE_IGNORED);
    return put(az, path, assignmentBody(old, changes));
  },
});

export const policyAssignmentShow = implement('policy assignment show', {
  takes: { ...at, name: 'text' },
  run: async ({ name, ...where }, az) =>
    shape('PolicyAssignment', await az.arm.get(await assignmentPath(az, where, name))),
});

export const policyAssignmentList = implement('policy assignment list', {
  takes: { ...at, disableScopeStrictMatch: 'flag' },
  run: async ({ disableScopeStrictMatch, ...where }, az) => {
    const found = shapes('PolicyAssignment', await az.arm.list(await assignmentPath(az, where)));
    if (disableScopeStrictMatch) return found;
    // The service lists what applies at, above and below the scope; az keeps what stands there itself.
    const scope = (await assignmentScope(az, where)).toLowerCase();
    return found.filter((item) => text(item, 'scope').toLowerCase() === scope);
  },
});

export const policyAssignmentDelete = implement('policy assignment delete', {
  takes: { ...at, name: 'text' },
  run: async ({ name, ...where }, az) => {
    await az.arm.call('DELETE', await assignmentPath(az, where, name));
    return undefined;
  },
});
