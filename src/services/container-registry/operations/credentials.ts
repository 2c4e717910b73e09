import type { Operation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { adminDisabled } from '../errors.ts';
import { PasswordName, registries, registryType, table, type PasswordsRow, type RegistryRow } from '../models.ts';
import { passwordAnew } from './registries.ts';

const body = ({ name }: RegistryRow, { password, password2 }: PasswordsRow) => ({
  username: name,
  passwords: [
    { name: 'password', value: password },
    { name: 'password2', value: password2 },
  ],
});

const none: PasswordsRow = { password: '', password2: '' };

/** One user for everybody: who knows its password may pull and push, and no log says who it was. */
const list = registries.on({
  action: `${registryType}/listCredentials/action`,
  title: 'List admin credentials',
  method: 'POST',
  below: '/listCredentials',
  handle(ctx, _input, registry) {
    if (!registry.properties.adminUserEnabled) return refuse(adminDisabled(registry.id));
    return ok({ status: 200, body: body(registry, ctx.view.get(table.passwords, idKey(registry.id)) ?? none) });
  },
});

const regenerate = registries.on({
  action: `${registryType}/regenerateCredential/action`,
  title: 'Regenerate admin credential',
  method: 'POST',
  below: '/regenerateCredential',
  body: PasswordName,
  handle(ctx, input, registry) {
    if (!registry.properties.adminUserEnabled) return refuse(adminDisabled(registry.id));
    const { name } = input.body;
    const held = ctx.view.get<PasswordsRow>(table.passwords, idKey(registry.id)) ?? none;
    const now = { ...held, [name]: passwordAnew(ctx, registry.id) };
    return ok({ status: 200, body: body(registry, now), changes: [put(table.passwords, idKey(registry.id), now)] });
  },
});

export const credentialOperations: Operation[] = [list, regenerate];
