import type { KeyRow, KeyVersion, VaultRow } from './models.ts';
import { addressOf, attributesOf } from './secret-bundle.ts';

/** A key as a list shows it: where it is and when it counts. */
export const keyItem = (vault: VaultRow, key: KeyRow, at: KeyVersion, withVersion: boolean) => ({
  kid: `${addressOf(vault)}/keys/${key.name}${withVersion ? `/${at.version}` : ''}`,
  attributes: { ...attributesOf(vault, at), exportable: false },
  ...(at.tags && { tags: at.tags }),
  ...(at.managed && { managed: true }),
});

/** A key with its public part; the private one never leaves the vault. */
export function keyBundle(vault: VaultRow, key: KeyRow, at: KeyVersion) {
  const { kid, ...rest } = keyItem(vault, key, at, true);
  return { key: { kid, ...at.jwk }, ...rest };
}
