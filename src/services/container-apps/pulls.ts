import { askEntra } from '#kernel/acquisition.ts';
import type { Ctx } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from './errors.ts';
import type { App, Container, IdentitySetting, Secret } from './models.ts';

/** An identity by the word that Container Apps has for it: `system`, or the ARM id of an attached one. */
function identityNamed(
  app: Pick<App, 'id' | 'identity'>,
  word: string,
): { id: string; principalId: string; clientId?: string } | undefined {
  if (word.toLowerCase() === 'system')
    return app.identity?.principalId ? { id: app.id, principalId: app.identity.principalId } : undefined;
  const [id, entry] =
    Object.entries(app.identity?.userAssignedIdentities ?? {}).find(([one]) => idKey(one) === idKey(word)) ?? [];
  if (!id || !entry?.principalId) return undefined;
  return { id, principalId: entry.principalId, ...(entry.clientId && { clientId: entry.clientId }) };
}

/** Reads a secret of a vault with an identity of the app; undefined when the vault, Entra ID or the app says no. */
function readVault(ctx: Ctx, app: Pick<App, 'id' | 'identity'>, url: string, word: string): string | undefined {
  const identity = identityNamed(app, word);
  const token = identity && askEntra(ctx, app.id, identity, 'https://vault.azure.net');
  if (!token || 'fault' in token || !/^https:\/\/[^/]+\.vault\.azure\.net\/secrets\//i.test(url)) return undefined;
  const { status, body } = ctx.send(
    { host: app.id },
    {
      method: 'GET',
      url: `${url.replace(/\/$/, '')}?api-version=7.4`,
      headers: { authorization: `Bearer ${token.given.ref}` },
    },
  );
  return status === 200 ? (body as { value: string }).value : undefined;
}

/** The secrets with the values that vaults give now, or the refusal of the first that gives none. */
export function resolveSecrets(
  ctx: Ctx,
  app: Pick<App, 'id' | 'identity'>,
  secrets: readonly Secret[],
): { secrets: Secret[] } | { refusal: Refusal } {
  const resolved: Secret[] = [];
  for (const secret of secrets) {
    const { name, keyVaultUrl, identity } = secret;
    if (!keyVaultUrl) {
      resolved.push(secret);
      continue;
    }
    const value = readVault(ctx, app, keyVaultUrl, identity ?? '');
    if (value === undefined) return { refusal: errors.secretUnreadable(name, identity ?? '') };
    resolved.push({ ...secret, value });
  }
  return { secrets: resolved };
}

/** Why a container's image cannot be pulled with what the app declares; undefined when it can. */
function pullFault(ctx: Ctx, app: App, secrets: readonly Secret[], { name, image }: Container): string | undefined {
  const server = image.split('/')[0]?.toLowerCase() ?? '';
  if (!server.endsWith('.azurecr.io')) return undefined;
  const { registries } = app.properties.configuration;
  const { identity, username, passwordSecretRef } =
    registries?.find((one) => one.server.toLowerCase() === server) ?? {};
  const principalId = identity ? identityNamed(app, identity)?.principalId : undefined;
  if (identity && !principalId) return errors.imageUnpullable(name, image, 401, identity);
  const password = secrets.find((one) => one.name === passwordSecretRef)?.value;
  const { status } = ctx.send('platform', {
    method: 'POST',
    url: 'https://platform.internal/containerRegistry/pull',
    body: {
      registry: server,
      image,
      hostId: app.id,
      ...(principalId ? { principalId } : username && { username, password: password ?? '' }),
    },
  });
  return status === 200 ? undefined : errors.imageUnpullable(name, image, status, identity);
}

/** Why a revision of the app cannot be provisioned; undefined when all its images are there. */
export function imageFault(ctx: Ctx, app: App, secrets: readonly Secret[]): string | undefined {
  for (const container of app.properties.template.containers) {
    const fault = pullFault(ctx, app, secrets, container);
    if (fault) return fault;
  }
  return undefined;
}

/** The identities whose tokens the app's own code may get: not those that are kept for the platform or for init containers. */
export function usableIdentity(
  identity: IdentityBlock | undefined,
  settings: readonly IdentitySetting[],
): IdentityBlock | undefined {
  if (!identity || identity.type === 'None') return undefined;
  const shut = settings.filter(({ lifecycle }) => lifecycle === 'None' || lifecycle === 'Init');
  const isShut = (word: string): boolean => shut.some((one) => idKey(one.identity) === idKey(word));
  const { principalId, userAssignedIdentities, ...rest } = identity;
  const users = Object.entries(userAssignedIdentities ?? {}).filter(([id]) => !isShut(id));
  return {
    ...rest,
    ...(principalId && !isShut('system') && { principalId }),
    ...(userAssignedIdentities && { userAssignedIdentities: Object.fromEntries(users) }),
  };
}
