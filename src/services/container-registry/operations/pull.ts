import { defineOperation, type Ctx, type IssuedToken, type Operation } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import type * as z from 'zod/mini';
import * as say from '../errors.ts';
import * as model from '../models.ts';
import { adminHolds, networkRefusal } from '../tokens.ts';

/** Whether who pulls may: the admin user by its password, a principal by the role that its token of ARM stands for. */
function mayPull(ctx: Ctx, registry: model.RegistryRow, asked: z.infer<typeof model.Pull>): boolean {
  const { principalId, hostId, username, password } = asked;
  if (username !== undefined) return adminHolds(ctx.view, registry, username, password ?? '');
  if (!principalId) return false;
  const body = { principalId, resource: 'https://management.azure.com/', ...(hostId && { hostId }) };
  const got = ctx.send('platform', { method: 'POST', url: 'https://platform.internal/entra/tokens', body });
  const token = ctx.view.get<IssuedToken>('tokens', (got.body as { ref?: string }).ref ?? '');
  if (got.status !== 200 || !token) return false;
  const permission = { action: `${model.registryType}/pull/read`, scope: registry.id, plane: 'control' as const };
  return ctx.decide(permission, { principalId, groupIds: token.groupIds }).allowed;
}

/**
 * A host of Azure pulls an image, as an identity of its own (`principalId`), as the registry's admin user (`username`,
 * `password`), or as nobody. `registry`: its name or login server; `image`: `repository:tag`, with the server before it
 * or not. 200 {digest}; 401 UNAUTHORIZED, 403 DENIED (network), 404 MANIFEST_UNKNOWN in the registry's words; 404
 * NAME_UNKNOWN where there is no such registry.
 */
const pull = defineOperation<z.infer<typeof model.Pull>>({
  action: 'platform/containerRegistry/pull',
  title: 'Pull image',
  surface: 'platform',
  plane: 'none',
  method: 'POST',
  path: '/containerRegistry/pull',
  body: model.Pull,
  handle(ctx, { body }) {
    const registry = model.registryByName(ctx.view, body.registry.replace(/\.azurecr\.io$/i, ''));
    if (!registry) return refuse(say.nameUnknown(body.registry));
    const server = model.loginServerOf(registry);
    const image = body.image.replace(/^[^/]*\.azurecr\.io\//i, '');
    const [repository = '', tag = 'latest'] = image.split(/[:@]/);
    const place = { params: { registryId: registry.id }, tenantId: '' };
    const blocked = networkRefusal({ view: ctx.view, place }, { type: 'run', entry: 0, host: body.hostId ?? '' });
    if (blocked) return refuse(blocked);
    const asked = { type: 'repository', name: repository, actions: ['pull'] };
    if (!mayPull(ctx, registry, body)) return refuse(say.unauthorized(server, asked));
    const found = model.findImage(ctx.view, registry.id, image);
    if (!found) return refuse(say.manifestUnknown(repository, tag));
    return ok({ status: 200, body: { digest: found.digest, repository, tag: found.tag } });
  },
});

export const pullOperations: Operation[] = [pull];
