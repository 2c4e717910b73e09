import * as z from 'zod/mini';
import { epochSeconds } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { badParameter, keyNotFound } from '../errors.ts';
import { keyBundle, keyItem } from '../key-bundle.ts';
import { keyKey, ObjectAttributes, table, type KeyRow, type KeyVersion, type VaultRow } from '../models.ts';
import { givenAttributes, pageOf } from '../secret-bundle.ts';
import { keyOperation } from './object-operation.ts';

const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+={0,2}$/));
const KeyImport = z.looseObject({
  key: z.looseObject({
    kty: z.string(),
    key_ops: z.nullish(z.array(z.string())),
    n: z.nullish(base64url),
    e: z.nullish(base64url),
    crv: z.nullish(z.string()),
    x: z.nullish(base64url),
    y: z.nullish(base64url),
  }),
  Hsm: z.nullish(z.boolean()),
  attributes: z.nullish(ObjectAttributes),
  tags: z.nullish(z.record(z.string(), z.string())),
});

/** What of a key anybody may know. */
function publicPart({
  kty,
  key_ops,
  n,
  e,
  crv,
  x,
  y,
}: z.infer<typeof KeyImport>['key']): KeyVersion['jwk'] | undefined {
  const operations = { key_ops: key_ops ?? (kty.startsWith('RSA') ? allOfRsa : ['sign', 'verify']) };
  if (/^RSA(-HSM)?$/.test(kty) && n && e) return { kty, ...operations, n, e };
  return /^EC(-HSM)?$/.test(kty) && crv && x && y ? { kty, ...operations, crv, x, y } : undefined;
}
const allOfRsa = ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'];

export const keysOf = (ctx: Ctx, vault: VaultRow): KeyRow[] =>
  ctx.view.by<KeyRow>(table.keys, 'vault', idKey(vault.id));
const rowOf = (ctx: Ctx, vault: VaultRow, name: string): KeyRow | undefined =>
  ctx.view.get<KeyRow>(table.keys, keyKey(vault.id, name));

/** Adds a version to a key, which is made if it is not there. */
export function withVersion(ctx: Ctx, vault: VaultRow, name: string, made: KeyVersion): KeyRow {
  const held = rowOf(ctx, vault, name);
  return held ? { ...held, versions: [...held.versions, made] } : { vault: idKey(vault.id), name, versions: [made] };
}

const importKey = keyOperation({
  title: 'Import key',
  method: 'PUT',
  path: '/keys/{keyName}',
  action: 'import/action',
  policy: 'import',
  body: KeyImport,
  handle(ctx, { body }, { vault, name }) {
    const jwk = publicPart(body.key);
    if (!jwk) return refuse(badParameter('The key is not a valid RSA or EC key in JSON Web Key form.'));
    const at = epochSeconds(ctx.now);
    const made: KeyVersion = {
      version: ctx.newId('keyVersion', `${vault.id}/${name}`).replaceAll('-', ''),
      jwk,
      enabled: true,
      created: at,
      updated: at,
      ...givenAttributes(body.attributes),
      ...(body.tags && { tags: body.tags }),
    };
    const key = withVersion(ctx, vault, name, made);
    return ok({
      status: 200,
      body: keyBundle(vault, key, made),
      changes: [put(table.keys, keyKey(vault.id, name), key)],
    });
  },
});

function found(ctx: Ctx, vault: VaultRow, name: string, version = ''): { key: KeyRow; at: KeyVersion } | Outcome {
  const key = rowOf(ctx, vault, name);
  const at = version ? key?.versions.find((one) => one.version === version.toLowerCase()) : key?.versions.at(-1);
  return key && at ? { key, at } : refuse(keyNotFound(version ? `${name}/${version}` : name));
}

const getKey = (path: string) =>
  keyOperation({
    title: 'Get key',
    method: 'GET',
    path,
    action: 'read',
    policy: 'get',
    handle(ctx, { params }, { vault, name }) {
      const answer = found(ctx, vault, name, params['keyVersion']);
      return 'ok' in answer ? answer : ok({ status: 200, body: keyBundle(vault, answer.key, answer.at) });
    },
  });

const listKeys = keyOperation({
  title: 'List keys',
  method: 'GET',
  path: '/keys',
  action: 'read',
  policy: 'list',
  handle: (ctx, input, { vault }) =>
    pageOf(
      vault,
      input,
      keysOf(ctx, vault).flatMap((key) => key.versions.slice(-1).map((at) => ({ key, at }))),
      ({ key, at }) => keyItem(vault, key, at, false),
    ),
});

const listVersions = keyOperation({
  title: 'List key versions',
  method: 'GET',
  path: '/keys/{keyName}/versions',
  action: 'read',
  policy: 'list',
  handle(ctx, input, { vault, name }) {
    const answer = found(ctx, vault, name);
    if ('ok' in answer) return answer;
    return pageOf(vault, input, answer.key.versions, (at) => keyItem(vault, answer.key, at, true));
  },
});

/** Keys as far as reading and importing go. Source: "Keys" (Key Vault REST API, 7.4). */
export const keyOperations = [
  listKeys,
  listVersions,
  importKey,
  getKey('/keys/{keyName}'),
  getKey('/keys/{keyName}/{keyVersion}'),
];
