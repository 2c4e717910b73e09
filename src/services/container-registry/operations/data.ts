import { defineOperation, type Ctx, type Input, type Operation, type RequiresInput } from '#kernel/define.ts';
import type { Requirement } from '#kernel/decision.ts';
import { parseForm } from '#kernel/http.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import * as model from '../models.ts';
import { issue, scopesOf } from '../tokens.ts';

const action = (name: string): string => `${model.registryType}/${name}`;

/** Which action of Resource Manager stands behind what a registry token reaches. */
const actionOf: Record<string, string> = {
  pull: action('pull/read'),
  push: action('push/write'),
  delete: action('artifacts/delete'),
  metadata_read: action('pull/read'),
  metadata_write: action('push/write'),
  '*': action('pull/read'),
};

const anyOf = (names: string[], scope: string): Requirement => ({
  anyOf: [...new Set(names)].map((one) => ({ action: one, scope, plane: 'control' as const })),
});

/** Whoever may do nothing with the registry's content gets no token of it. */
const exchange = defineOperation({
  action: action('pull/read'),
  title: 'Exchange a Microsoft Entra token',
  surface: 'container-registry',
  plane: 'data',
  method: 'POST',
  path: '/oauth2/exchange',
  requires: ({ view, params }) => anyOf(Object.values(actionOf), model.registryAt(view, params).id),
  handle(ctx, { text, params }) {
    const registry = model.registryAt(ctx.view, params);
    const { service, grant_type: grant } = parseForm(text);
    if (service !== model.loginServerOf(registry) || grant !== 'access_token')
      return refuse(say.unsupported('grant_type must be access_token, and service this registry'));
    const { ref, change } = issue(ctx, registry, 'refresh_token');
    return ok({ status: 200, body: { refresh_token: ref }, changes: [change] });
  },
});

const formScopes = (text: string): string[] =>
  text
    .split('&')
    .filter((pair) => pair.startsWith('scope='))
    .map((pair) => parseForm(pair)['scope'] ?? '');
const askedIn = ({ text, url, params, view }: Pick<RequiresInput, 'text' | 'url' | 'params' | 'view'>) => ({
  asked: scopesOf([...formScopes(text), ...url.query.filter(([name]) => name === 'scope').map(([, value]) => value)]),
  registry: model.registryAt(view, params),
});

/** An access token reaches as much of what was asked as the principal may do; where that is nothing, there is none. */
const token = (method: 'GET' | 'POST'): Operation =>
  defineOperation({
    action: action('pull/read'),
    title: 'Get an access token of the registry',
    surface: 'container-registry',
    plane: 'data',
    method,
    path: '/oauth2/token',
    requires(input) {
      const { asked, registry } = askedIn(input);
      const names = asked.flatMap(({ actions }) => actions).flatMap((one) => actionOf[one] ?? []);
      return input.caller.kind === 'credential' || !names.length ? undefined : anyOf(names, registry.id);
    },
    handle(ctx, input) {
      const { asked, registry } = askedIn({ ...input, view: ctx.view });
      const may = (one: string): boolean =>
        ctx.caller.kind === 'credential' ||
        ctx.decide({ action: actionOf[one] ?? one, scope: registry.id, plane: 'control' }, ctx.caller).allowed;
      const access = asked.map((one) => ({ ...one, actions: one.actions.filter(may) }));
      const { ref, change } = issue(ctx, registry, 'access_token', access);
      return ok({ status: 200, body: { access_token: ref }, changes: [change] });
    },
  });

type OnContent = Pick<Operation, 'title' | 'method' | 'path'> & {
  handle(ctx: Ctx, input: Input, registry: model.RegistryRow): Outcome;
};

/** Declares an operation on what a registry holds: the registry's own token says what it reaches, and no role is asked. */
const onContent = ({ title, method, path, handle }: OnContent): Operation =>
  defineOperation({
    action: action(method === 'PUT' ? 'push/write' : 'pull/read'),
    title,
    surface: 'container-registry',
    plane: 'data',
    method,
    path,
    requires: () => undefined,
    handle: (ctx, input) => handle(ctx, input, model.registryAt(ctx.view, input.params)),
  });

const base = onContent({
  title: 'Check the registry API',
  method: 'GET',
  path: '/v2',
  handle: () => ok({ status: 200, body: {} }),
});

const catalog = onContent({
  title: 'List repositories',
  method: 'GET',
  path: '/v2/_catalog',
  handle: (ctx, _input, { id }) =>
    ok({
      status: 200,
      body: { repositories: [...new Set(model.imagesOf(ctx.view, id).map(({ repository }) => repository))] },
    }),
});

const tags = onContent({
  title: 'List tags',
  method: 'GET',
  path: '/v2/{repository}/tags/list',
  handle(ctx, { params }, { id }) {
    const name = params['repository'] ?? '';
    const found = model.imagesOf(ctx.view, id).filter(({ repository }) => repository === name);
    if (!found.length) return refuse(say.nameUnknown(name));
    return ok({ status: 200, body: { name, tags: found.map(({ tag }) => tag) } });
  },
});

const manifest = (method: 'GET' | 'HEAD'): Operation =>
  onContent({
    title: 'Pull image',
    method,
    path: '/v2/{repository}/manifests/{reference}',
    handle(ctx, { params }, { id }) {
      const [repository = '', reference = ''] = [params['repository'], params['reference']];
      const at = reference.startsWith('sha256:') ? '@' : ':';
      const found = model.findImage(ctx.view, id, `${repository}${at}${reference}`);
      if (!found) return refuse(say.manifestUnknown(repository, reference));
      const headers = { 'content-type': found.mediaType, 'docker-content-digest': found.digest };
      return ok({ status: 200, body: found.manifest, headers: { ...headers, etag: `"${found.digest}"` } });
    },
  });

const repositoryName = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;

/** Only the manifest is kept: this registry holds no layers. */
const push = onContent({
  title: 'Push image',
  method: 'PUT',
  path: '/v2/{repository}/manifests/{reference}',
  handle(ctx, { params, text, body, headers }, { id }) {
    const [repository = '', tag = ''] = [params['repository'], params['reference']];
    if (!repositoryName.test(repository)) return refuse(say.nameInvalid(repository));
    const mediaType = headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
    const plain = /^[\x20-\x7e]+$/.test(mediaType) && /^\w[\w.-]{0,127}$/.test(tag);
    if (typeof body !== 'object' || body === null || !plain) return refuse(say.manifestInvalid);
    const digest = model.digestOf(text);
    const row: model.ImageRow = {
      registry: idKey(id),
      repository,
      tag,
      manifest: text,
      mediaType,
      digest,
      createdAt: ctx.now,
    };
    return ok({
      status: 201,
      headers: { 'docker-content-digest': digest, location: `/v2/${repository}/manifests/${digest}` },
      changes: [put(model.table.images, model.imageKey(id, repository, tag), row)],
    });
  },
});

export const dataOperations: Operation[] = [
  exchange,
  token('GET'),
  token('POST'),
  base,
  catalog,
  tags,
  manifest('GET'),
  manifest('HEAD'),
  push,
];
