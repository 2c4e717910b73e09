import * as z from 'zod/mini';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { ok, put, refuse, type Answer } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from './errors.ts';
import {
  findJob,
  findRepository,
  issuer,
  jobs,
  repositories,
  type JobRow,
  type RepositoryRow,
  type Workflow,
} from './models.ts';

const at = { surface: 'github', plane: 'none' } as const;
const holds = ({ headers }: Pick<Input, 'headers'>, token: string | undefined): boolean =>
  token !== undefined && /^(?:bearer|token)\s+(\S+)$/i.exec(headers['authorization'] ?? '')?.[1] === token;

/** The start of a lab declares a repository. */
const declare = defineOperation({
  action: 'github/repositories/write',
  title: 'Declare repository',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/github/repositories',
  body: z.object({
    repository: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)),
    ids: z.optional(z.object({ owner: z.int(), repository: z.int() })),
    token: z.string().check(z.regex(/^\w+$/)),
    workflows: z.record(
      z.string(),
      z.object({
        on: z.optional(z.enum(['workflow_dispatch', 'pull_request'])),
        environment: z.optional(z.string()),
        idToken: z.optional(z.boolean()),
      }),
    ),
  }),
  handle: (_ctx, { body }) =>
    ok({
      status: 200,
      body: {},
      changes: [put(repositories, body.repository.toLowerCase(), body satisfies RepositoryRow)],
    }),
});

/** A job is at work on a runner. An environment wins over the event, and the event over the branch. */
function started(
  ctx: Ctx,
  { repository, ids }: RepositoryRow,
  workflow: Workflow,
  ref: string,
): Pick<Answer, 'changes' | 'effects'> {
  const { on, environment, idToken } = workflow;
  const run = ctx.newId('github-run', repository);
  const id = `/github/${repository}/actions/runs/${run}`;
  const row: JobRow = {
    id,
    repository,
    ...(ids && { ids }),
    context: environment ? `environment:${environment}` : on === 'pull_request' ? on : `ref:${ref}`,
    ref,
    ...(idToken && { requestToken: ctx.newId('github-request-token', id).replaceAll('-', '') }),
  };
  return { changes: [put(jobs, idKey(id), row)], effects: [{ kind: 'open-session', host: id }] };
}

/** Source: GitHub REST API, "Create a workflow dispatch event". */
const dispatch = defineOperation({
  ...at,
  action: 'github/workflows/dispatch',
  title: 'Create workflow dispatch event',
  method: 'POST',
  path: '/repos/{owner}/{repository}/actions/workflows/{workflow}/dispatches',
  body: z.looseObject({ ref: z.string().check(z.minLength(1)) }),
  handle(ctx, input) {
    const { owner, repository: name, workflow: file = '' } = input.params;
    const repository = findRepository(ctx.view, owner, name);
    if (repository && !holds(input, repository.token)) return refuse(errors.badCredentials());
    const workflow = repository && Object.hasOwn(repository.workflows, file) ? repository.workflows[file] : undefined;
    if (!repository || !workflow) return refuse(errors.notFound());
    if (workflow.on === 'pull_request') return refuse(errors.noDispatch());
    const { ref } = input.body;
    return ok({
      status: 204,
      ...started(ctx, repository, workflow, ref.startsWith('refs/') ? ref : `refs/heads/${ref}`),
    });
  },
});

/** Source: GitHub REST API, "Create a pull request". The workflow that waits for pull requests is set going. */
const pull = defineOperation({
  ...at,
  action: 'github/pulls/create',
  title: 'Create pull request',
  method: 'POST',
  path: '/repos/{owner}/{repository}/pulls',
  body: z.looseObject({ title: z.string(), head: z.string(), base: z.string() }),
  handle(ctx, input) {
    const repository = findRepository(ctx.view, input.params['owner'], input.params['repository']);
    if (!repository) return refuse(errors.notFound());
    if (!holds(input, repository.token)) return refuse(errors.badCredentials());
    const workflow = Object.values(repository.workflows).find(({ on }) => on === 'pull_request');
    const { title, head, base } = input.body;
    const body = { number: 1, state: 'open', title, head: { ref: head }, base: { ref: base } };
    return ok({ status: 201, body, ...(workflow && started(ctx, repository, workflow, 'refs/pull/1/merge')) });
  },
});

/** Source: GitHub, "OpenID Connect reference", "Methods for requesting the OIDC token". */
const idToken = defineOperation({
  ...at,
  action: 'github/jobs/idToken',
  title: 'Get ID token of the job',
  method: 'GET',
  path: '/runner/{owner}/{repository}/{run}/idtoken',
  reads: false,
  handle(ctx, input) {
    const { owner = '', repository = '', run = '' } = input.params;
    const job = findJob(ctx.view, `/github/${owner}/${repository}/actions/runs/${run}`);
    if (!job || !holds(input, job.requestToken)) return refuse(errors.badCredentials());
    const { ids, context } = job;
    const { body } = ctx.send('platform', {
      method: 'POST',
      url: 'https://platform.internal/entra/assertions',
      body: {
        issuer: 'github-actions',
        repository: job.repository,
        ...(ids && { ids }),
        context,
        audience: input.query('audience') || `https://github.com/${job.repository.split('/')[0] ?? ''}`,
      },
    });
    return ok({ status: 200, body: { value: (body as { ref: string }).ref } });
  },
});

const document = (path: string, title: string, body: object): Operation =>
  defineOperation({
    ...at,
    action: 'github/oidcIssuer/read',
    title,
    method: 'GET',
    path: `/issuer/.well-known/${path}`,
    reads: true,
    handle: () => ok({ status: 200, body }),
  });

export const githubOperations = [
  declare,
  dispatch,
  pull,
  idToken,
  document('openid-configuration', 'Get OpenID configuration of GitHub Actions', {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }),
  // The edge, which holds the key, puts the public part in.
  document('jwks', 'Get signing keys of GitHub Actions', { keys: [] }),
];
