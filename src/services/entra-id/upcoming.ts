import type { FederatedCredentialRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import type { ApplicationRow, AppPrincipalRow } from './models.ts';

/** Moments (ms) at which a client secret expires or a federated credential reaches the token endpoint. */
export function upcoming(view: View, now: number): { at: number; what: string }[] {
  const secrets = [
    ...view.all<ApplicationRow>('applications'),
    ...view.all<AppPrincipalRow>('servicePrincipals'),
  ].flatMap(({ displayName, passwords = [] }) =>
    passwords.map(({ endsAt, displayName: name, hint }) => ({
      at: endsAt,
      what: `client secret ${name ?? `${hint}…`} of ${displayName} expires`,
    })),
  );
  const federated = view.all<FederatedCredentialRow>('federatedCredentials').map(({ name, effectiveAt }) => ({
    at: effectiveAt,
    what: `federated credential ${name} reaches the token endpoint`,
  }));
  return [...secrets, ...federated].filter(({ at }) => at > now);
}
