import { quote } from '../../arm.ts';
import type { Az } from '../../context.ts';
import { implement } from '../../implement.ts';
import { isObject, list, member, type Json } from '../../json.ts';
import { shape } from '../../shape.ts';

interface Where {
  managementGroup?: string | undefined;
  resourceGroup?: string | undefined;
  resource?: string | undefined;
  namespace?: string | undefined;
  parent?: string | undefined;
  resourceType?: string | undefined;
  policyAssignment?: string | undefined;
  policyDefinition?: string | undefined;
}

/** What the states are asked of: the narrowest thing that is named, else the subscription. */
async function scopeOf(az: Az, where: Where): Promise<string> {
  const { managementGroup, resourceGroup, resource, parent, policyAssignment, policyDefinition } = where;
  const root = await az.root();
  const at = resourceGroup === undefined ? root : await az.group(resourceGroup);
  if (policyAssignment !== undefined)
    return `${at}/providers/Microsoft.Authorization/policyAssignments/${policyAssignment}`;
  if (policyDefinition !== undefined)
    return `${root}/providers/Microsoft.Authorization/policyDefinitions/${policyDefinition}`;
  if (resource?.startsWith('/')) return resource;
  if (resource !== undefined) {
    const above = parent === undefined ? '' : `${parent.replace(/^\/+|\/+$/g, '')}/`;
    return `${at}/providers/${where.namespace}/${above}${where.resourceType}/${resource}`;
  }
  if (resourceGroup !== undefined || managementGroup === undefined) return at;
  return `/providers/Microsoft.Management/managementGroups/${managementGroup}`;
}

/** A state as az's model of it has it: the names of OData in camel case. */
function state(raw: Json): Json {
  if (!isObject(raw)) return raw;
  const { '@odata.id': odataId = null, '@odata.context': odataContext = null, ...rest } = raw;
  return shape('PolicyState', { ...rest, odataId, odataContext });
}

export const policyStateList = implement('policy state list', {
  takes: {
    all: 'flag',
    managementGroup: 'text?',
    resourceGroup: 'text?',
    resource: 'text?',
    namespace: 'text?',
    parent: 'text?',
    resourceType: 'text?',
    policyAssignment: 'text?',
    policyDefinition: 'text?',
    top: 'int?',
    filter: 'text?',
  },
  run: async ({ all, top, filter, ...where }, az) => {
    const query = [
      'api-version=2019-10-01',
      ...(top === undefined ? [] : [`$top=${top}`]),
      ...(filter === undefined ? [] : [`$filter=${quote(filter)}`]),
    ].join('&');
    const states = `/providers/Microsoft.PolicyInsights/policyStates/${all ? 'default' : 'latest'}/queryResults`;
    const answer = await az.arm.call('POST', `${await scopeOf(az, where)}${states}?${query}`);
    return list(member(answer, 'value')).map(state);
  },
});
