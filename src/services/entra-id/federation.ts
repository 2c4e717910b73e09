import type { Ctx } from '#kernel/define.ts';
import { isAtOnce } from '#kernel/platform.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import { lifetimes } from './lifetimes.ts';
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
