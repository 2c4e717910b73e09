import { armTime } from '#kernel/clock.ts';
import { defineOperation } from '#kernel/define.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { ok, refuse } from '#kernel/result.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findings } from '../evaluate.ts';
import { tables, type AssignmentRow } from '../models.ts';

const action = 'Microsoft.PolicyInsights/policyStates/queryResults/read';

/**
 * Which resources comply with which assignment, worked out when it is asked.
 * Source: "Policy States - List Query Results" (Azure REST API reference).
 */
const latestStates = defineOperation({
  action,
  title: 'Query information about policy states',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: '{scope}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults',
  reads: true,
  requires: ({ params }) => ({ action, scope: params.scope || '/', plane: 'control' }),
  handle(ctx, { params, query }) {
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const filter = query('$filter')?.trim() ?? '';
    const [, state] = /^complianceState\s+eq\s+'(\w+)'$/i.exec(filter) ?? [];
    if (filter && state === undefined) return refuse(errors.ruleNotSimulated(`the filter '${filter}'`));
    const value = ctx.view
      .all<AssignmentRow>(tables.assignments)
      .flatMap((assignment) => findings(ctx.view, assignment, known.scope))
      .map(({ assignment, definition, effect, matches, subject }) => ({
        '@odata.id': null,
        '@odata.context': `https://management.azure.com${known.scope}/providers/Microsoft.PolicyInsights/policyStates/$metadata#latest/$entity`,
        timestamp: armTime(ctx.now),
        resourceId: subject.id,
        policyAssignmentId: assignment.id,
        policyDefinitionId: definition.id,
        isCompliant: !matches,
        complianceState: matches ? 'NonCompliant' : 'Compliant',
        subscriptionId: parseResourceId(subject.id)?.subscriptionId ?? '',
        resourceType: subject.type,
        resourceLocation: subject.location ?? '',
        resourceGroup: parseResourceId(subject.id)?.resourceGroup ?? '',
        policyAssignmentName: nameOf(assignment.id),
        policyAssignmentScope: assignment.scope,
        policyDefinitionName: definition.name,
        policyDefinitionAction: effect,
      }))
      .filter(({ complianceState }) => state === undefined || complianceState.toLowerCase() === state.toLowerCase());
    return ok({
      status: 200,
      body: {
        '@odata.context': `https://management.azure.com${known.scope}/providers/Microsoft.PolicyInsights/policyStates/$metadata#latest`,
        '@odata.count': value.length,
        value,
      },
    });
  },
});

export const stateOperations = [latestStates];
