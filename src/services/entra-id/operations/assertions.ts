import * as z from 'zod/mini';
import { epochSeconds } from '#kernel/clock.ts';
import { defineOperation } from '#kernel/define.ts';
import { ok, put } from '#kernel/result.ts';
import { lifetimes } from '../lifetimes.ts';
import type { AssertionRow } from '../models.ts';

const defaultAudience = 'api://AzureADTokenExchange';
const githubIssuer = 'https://token.actions.githubusercontent.com';

const Wanted = z.discriminatedUnion('issuer', [
  z.object({
    issuer: z.literal('github-actions'),
    /** `owner/name`. */
    repository: z.string().check(z.regex(/^[^/]+\/[^/]+$/)),
    /** Ids of owner and repository, where GitHub writes them into the subject: repositories of mid-2026 and later. */
    ids: z.optional(z.object({ owner: z.int(), repository: z.int() })),
    /** What the job runs for: `ref:refs/heads/main`, `environment:production`, `pull_request`. */
    context: z.string().check(z.minLength(1)),
    audience: z.optional(z.string()),
  }),
  z.object({
    issuer: z.literal('kubernetes'),
    /** Address of the cluster's issuer. */
    url: z.url(),
    namespace: z.string(),
    serviceAccount: z.string(),
    audience: z.optional(z.string()),
  }),
]);
type Wanted = z.infer<typeof Wanted>;

type Said = { iss: string; sub: string; life: number } & Record<string, unknown>;

function saidBy(wanted: Wanted): Said {
  if (wanted.issuer === 'kubernetes') {
    const { url, namespace, serviceAccount } = wanted;
    return {
      iss: url,
      sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
      life: lifetimes.kubernetesAssertion,
      'kubernetes.io': { namespace, serviceaccount: { name: serviceAccount } },
    };
  }
  const { repository, ids, context } = wanted;
  const [owner = '', name = ''] = repository.split('/');
  const subject = ids ? `${owner}@${ids.owner}/${name}@${ids.repository}` : repository;
  return {
    iss: githubIssuer,
    sub: `repo:${subject}:${context}`,
    life: lifetimes.githubAssertion,
    repository,
    repository_owner: owner,
    ...(context.startsWith('ref:') && { ref: context.slice('ref:'.length) }),
    ...(context.startsWith('environment:') && { environment: context.slice('environment:'.length) }),
  };
}

/**
 * A token of an issuer outside Entra ID for a job or a service account: GitHub Actions and Kubernetes are simulated.
 * Sources: "About security hardening with OpenID Connect" (GitHub), "Service account token volume projection" (Kubernetes).
 */
const assertion = defineOperation({
  action: 'microsoft.directory/assertions/issue',
  title: 'Get token of an outside issuer',
  surface: 'platform',
  plane: 'none',
  method: 'POST',
  path: '/entra/assertions',
  body: Wanted,
  handle(ctx, { body }) {
    const { life, ...said } = saidBy(body);
    const ref = `tk.${ctx.newId('assertion', `${said.iss} ${said.sub}`)}`;
    const iat = epochSeconds(ctx.now);
    const exp = epochSeconds(ctx.now + life);
    const jti = ctx.newId('jti', ref);
    const row: AssertionRow = {
      ref,
      claims: { ...said, aud: body.audience ?? defaultAudience, iat, nbf: iat, exp, jti },
    };
    return ok({ status: 200, body: { ref, expiresOn: exp }, changes: [put('assertions', ref, row)] });
  },
});

export const assertionOperations = [assertion];
