import type { Ctx } from '#kernel/define.ts';
import { isAtOnce } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import { lifetimes } from './lifetimes.ts';
import * as errors from './login-errors.ts';
import type { AssertionRow } from './models.ts';

export const credentialKey = (ownerId: string, name: string): string => `${ownerId} ${name.toLowerCase()}`;

export const credentialsOf = (view: View, ownerId: string): FederatedCredentialRow[] =>
  view.by<FederatedCredentialRow>('federatedCredentials', 'owner', ownerId);

/** When a credential that is written now reaches the token endpoint, drawn from the seed. */
export function effectiveFrom(ctx: Ctx, key: string): number {
  if (isAtOnce(ctx.view)) return ctx.now;
  const { federationLeast, federationMost } = lifetimes;
  return (
    ctx.now + federationLeast + Math.floor((federationMost - federationLeast) * ctx.chance('federation', key, ctx.now))
  );
}

const payloadOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const part = text.split('.')[1] ?? '';
    return JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/**
 * The assertion that the text stands for. `elsewhere`: a JWT by the client's own key; `entra`: a token of
 * Entra ID itself; `unreadable`: nothing that can be trusted.
 */
export function readAssertion(
  view: View,
  text: string,
  appId: string,
): AssertionRow | 'elsewhere' | 'entra' | 'unreadable' {
  const known = view.get<AssertionRow>('assertions', text);
  if (known) return known;
  if (view.get('tokens', text)) return 'entra';
  return String(payloadOf(text)?.['iss']).toLowerCase() === appId ? 'elsewhere' : 'unreadable';
}

/**
 * Why the assertion does not speak for the client; undefined when it does. Issuer, subject and audience are compared
 * letter by letter. Source: "Workload identity federation concepts", "What's new for authentication? (breaking changes)".
 */
export function judgeAssertion(
  view: View,
  now: number,
  client: { appId: string; id: string; name: string },
  { iss, sub, aud, nbf, exp }: AssertionRow['claims'],
): Refusal | undefined {
  if (nbf * 1000 > now || exp * 1000 <= now) return errors.assertionOutOfTime(now, nbf * 1000, exp * 1000);
  const all = credentialsOf(view, client.id);
  if (!all.length) return errors.noFederation(client.appId, client.name);
  const byIssuer = all.filter(({ issuer }) => issuer === iss);
  if (!byIssuer.length) return errors.noFederatedMatch('issuer', iss);
  const bySubject = byIssuer.filter(({ subject }) => subject === sub);
  if (!bySubject.length)
    return byIssuer.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase())
      ? errors.subjectDiffersByCase(sub)
      : errors.noFederatedMatch('subject', sub);
  const matching = bySubject.filter(({ audiences }) => audiences.includes(aud));
  if (!matching.length) return errors.noFederatedMatch('audience', aud);
  return matching.some(({ effectiveAt }) => effectiveAt <= now)
    ? undefined
    : errors.federationNotYet({ iss, sub, aud });
}
