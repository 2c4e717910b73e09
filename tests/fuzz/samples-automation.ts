import { group, identityId } from '../conformance/world.ts';
import type { Setup } from './base-directory.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const version = 'api-version=2023-11-01';
const subscription = group.split('/').slice(0, 3).join('/');
const type = '/providers/Microsoft.Automation/automationAccounts';
const accountId = `${group}${type}/account-fuzz`;
const identity = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } };
const account = { location: 'westeurope', identity, properties: { sku: { name: 'Basic' } } };
const page = { status: 200, body: 'done' };
const content = JSON.stringify({ name: 'work', title: 'Works', steps: [], answer: { ok: page, refused: page } });
const runbook = { properties: { runbookType: 'PowerShell', description: 'd' }, tags: { a: 'b' } };
const job = { properties: { runbook: { name: 'work' }, parameters: { A: 'b' } } };

/** An account with a runbook, published and in edit, and a job. */
export async function furnishAutomation(setup: Setup): Promise<void> {
  const write = (method: string, path: string, body: unknown) => setup(method, `${arm}${path}?${version}`, body);
  await write('PUT', accountId, account);
  await write('PUT', `${accountId}/runbooks/work`, runbook);
  await write('PUT', `${accountId}/runbooks/work/draft/content`, JSON.parse(content));
  await write('POST', `${accountId}/runbooks/work/publish`, undefined);
  await write('PUT', `${accountId}/runbooks/work/draft/content`, JSON.parse(content));
  await write('PUT', `${accountId}/jobs/job1`, job);
}

/** Automation, as the owner of the subscription asks. */
export function automationSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?${version}`, body, base.tokens['owner arm']);
  const one = `${accountId}/runbooks/work`;
  return [
    manage('PUT', `${accountId}2`, account),
    manage('PATCH', accountId, { tags: { a: 'b' }, identity }),
    manage('GET', accountId),
    manage('GET', `${group}${type}`),
    manage('GET', `${subscription}${type}`),
    manage('DELETE', accountId),
    manage('PUT', one, runbook),
    manage('GET', one),
    manage('GET', `${accountId}/runbooks`),
    manage('DELETE', one),
    manage('PUT', `${one}/draft/content`, content),
    manage('GET', `${one}/draft/content`),
    manage('GET', `${one}/content`),
    manage('POST', `${one}/publish`),
    manage('PUT', `${accountId}/jobs/job2`, job),
    ...['job1', 'job1/streams', 'job1/output', ''].map((path) =>
      manage('GET', `${accountId}/jobs${path && `/${path}`}`),
    ),
  ];
}
