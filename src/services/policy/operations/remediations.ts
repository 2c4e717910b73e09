import { armTime } from '#kernel/clock.ts';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { changesFor, findDefinition, findings, type Finding } from '../evaluate.ts';
import { settingOf, tagIn, type Subject } from '../fields.ts';
import { RemediationBody, tables, type AssignmentRow, type RemediationRow } from '../models.ts';
import { effectsOf } from '../rule.ts';
import { reaches } from '../where.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const type = 'Microsoft.PolicyInsights/remediations';
const collection = `{scope}/providers/${type}`;
const path = `${collection}/{remediationName}`;

type Params = Record<string, string>;
const keyIn = ({ scope = '', remediationName = '' }: Params): string =>
  idKey(`${scope}/providers/${type}/${remediationName}`);

const failed = ({ deployments }: RemediationRow): number => deployments.filter(({ error }) => error).length;

const shown = (row: RemediationRow, state = failed(row) ? 'Failed' : 'Succeeded') => ({
  properties: {
    policyAssignmentId: row.policyAssignmentId,
    resourceDiscoveryMode: 'ExistingNonCompliant',
    provisioningState: state,
    createdOn: armTime(row.at),
    lastUpdatedOn: armTime(row.at),
    deploymentStatus: {
      totalDeployments: row.deployments.length,
      successfulDeployments: row.deployments.length - failed(row),
      failedDeployments: failed(row),
    },
  },
  id: row.id,
  name: row.name,
  type,
});

type Answer = { error?: { code: string; message: string } };
const errorIn = (status: number, body: unknown): Answer['error'] => {
  if (status < 300) return undefined;
  return (body as Answer | undefined)?.error ?? { code: String(status), message: '' };
};

/** The requests that bring one resource into line: its tags by the tags address, the rest by an update of its own. */
function requestsFor(ctx: Ctx, finding: Finding, subject: Subject) {
  const changes = changesFor(ctx.view, finding, subject);
  const base = `https://management.azure.com${subject.id}`;
  const tagged = (operations: string[]) =>
    Object.fromEntries(
      changes.flatMap(({ operation, field, value }) => {
        const name = tagIn(field);
        const held = name === undefined ? undefined : subject.tags?.[name];
        return name !== undefined && operations.includes(operation) ? [[name, String(value ?? held ?? '')]] : [];
      }),
    );
  const tags = (operation: string, wanted: Record<string, string>) =>
    Object.keys(wanted).length
      ? [
          {
            method: 'PATCH',
            url: `${base}/providers/Microsoft.Resources/tags/default?api-version=2021-04-01`,
            body: { operation, properties: { tags: wanted } } as unknown,
          },
        ]
      : [];
  const others = changes
    .filter(({ field }) => tagIn(field) === undefined)
    .map(({ operation, field, value }) => ({
      method: 'PATCH',
      url: `${base}?api-version=2023-12-01`,
      body: settingOf(field, operation === 'remove' ? null : value) as unknown,
    }));
  return [...tags('Merge', tagged(['add', 'addOrReplace'])), ...tags('Delete', tagged(['remove'])), ...others];
}

/** Brings one resource into line as the assignment's identity: through the front door, with that identity's own token. */
function remediate(ctx: Ctx, finding: Finding, subject: Subject): Answer['error'] {
  const { id, identity } = finding.assignment;
  const [userAssigned, ids] = Object.entries(identity?.userAssignedIdentities ?? {})[0] ?? [];
  const principalId = identity?.principalId ?? ids?.principalId ?? '';
  const clientId = ctx.view.get<ServicePrincipalRow>('servicePrincipals', principalId)?.appId;
  const token = ctx.send('platform', {
    method: 'POST',
    url: 'https://platform.internal/entra/tokens',
    body: {
      principalId,
      resource: 'https://management.azure.com/',
      hostId: id,
      miResourceId: identity?.principalId ? id : (userAssigned ?? id),
      ...(clientId !== undefined && { clientId }),
    },
  });
  if (token.status !== 200) return errorIn(token.status, token.body);
  const headers = {
    authorization: `Bearer ${(token.body as { ref: string }).ref}`,
    'content-type': 'application/json',
  };
  for (const request of requestsFor(ctx, finding, subject)) {
    const { status, body } = ctx.send({ host: id }, { ...request, headers });
    const error = errorIn(status, body);
    if (error) return error;
  }
  return undefined;
}

/**
 * A remediation changes what an assignment found wanting, resource by resource, with the rights of the assignment's own
 * identity and no others. Source: "Remediate non-compliant resources with Azure Policy".
 */
const putRemediation = defineOperation<RemediationBody>({
  ...arm,
  action: `${type}/write`,
  title: 'Create or update remediation',
  method: 'PUT',
  path,
  body: RemediationBody,
  handle(ctx, { params, body: { properties } }) {
    const name = params.remediationName ?? '';
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const { policyAssignmentId } = properties;
    const strange = (['policyDefinitionReferenceId', 'filters', 'failureThreshold'] as const).find(
      (one) => properties[one],
    );
    if (strange !== undefined) return refuse(errors.ruleNotSimulated(`remediations with ${strange}`));
    const assignment = ctx.view.get<AssignmentRow>(tables.assignments, idKey(policyAssignmentId));
    if (!assignment) return refuse(errors.assignmentNotFound(nameOf(policyAssignmentId)));
    const definition = findDefinition(ctx.view, assignment.policyDefinitionId);
    if (!definition || !effectsOf(definition).includes('modify'))
      return refuse(
        errors.remediationInvalid(name, 'The policy assignment must have the deployIfNotExists or modify effect.'),
      );
    const deployments = findings(ctx.view, assignment, known.scope)
      .filter(({ matches, effect }) => matches && effect === 'modify')
      .map(({ subject, ...finding }): RemediationRow['deployments'][number] => {
        const error = remediate(ctx, finding, subject);
        const { id: resourceId, location } = subject;
        return { resourceId, ...(location !== undefined && { location }), ...(error && { error }) };
      });
    const old = ctx.view.get<RemediationRow>(tables.remediations, keyIn(params));
    const row: RemediationRow = {
      id: old?.id ?? `${known.scope}/providers/${type}/${name}`,
      name,
      policyAssignmentId: assignment.id,
      at: ctx.now,
      deployments,
    };
    return ok({
      status: old ? 200 : 201,
      body: shown(row, 'Accepted'),
      changes: [put(tables.remediations, keyIn(params), row)],
    });
  },
});

const getRemediation = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get remediation',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<RemediationRow>(tables.remediations, keyIn(params));
    return row ? ok({ status: 200, body: shown(row) }) : refuse(errors.remediationNotFound(keyIn(params)));
  },
});

const listRemediations = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'List remediations',
  method: 'GET',
  path: collection,
  requires: ({ params }) => ({ action: `${type}/read`, scope: params.scope || '/', plane: 'control' }),
  handle(ctx, { params }) {
    const known = knownScope(ctx, params.scope);
    if ('refusal' in known) return refuse(known.refusal);
    const value = ctx.view
      .all<RemediationRow>(tables.remediations)
      .filter(({ id }) => reaches(ctx.view, known.scope, id))
      .map((row) => shown(row));
    return ok({ status: 200, body: { value } });
  },
});

/** What became of each resource, with the refusal that its request met. */
const listDeployments = defineOperation({
  ...arm,
  action: `${type}/listDeployments/read`,
  title: 'List deployments of a remediation',
  method: 'POST',
  path: `${path}/listDeployments`,
  reads: true,
  handle(ctx, { params }) {
    const row = ctx.view.get<RemediationRow>(tables.remediations, keyIn(params));
    if (!row) return refuse(errors.remediationNotFound(keyIn(params)));
    const value = row.deployments.map(({ resourceId, location, error }) => ({
      remediatedResourceId: resourceId,
      status: error ? 'Failed' : 'Succeeded',
      ...(location !== undefined && { resourceLocation: location }),
      ...(error && { error }),
      createdOn: armTime(row.at),
      lastUpdatedOn: armTime(row.at),
    }));
    return ok({ status: 200, body: { value } });
  },
});

const deleteRemediation = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Delete remediation',
  method: 'DELETE',
  path,
  handle(ctx, { params }) {
    const row = ctx.view.get<RemediationRow>(tables.remediations, keyIn(params));
    return row
      ? ok({ status: 200, body: shown(row), changes: [remove(tables.remediations, keyIn(params))] })
      : ok({ status: 204 });
  },
});

export const remediationOperations = [
  putRemediation,
  getRemediation,
  listRemediations,
  listDeployments,
  deleteRemediation,
];
