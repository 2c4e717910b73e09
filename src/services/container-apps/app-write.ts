import * as z from 'zod/mini';
import { canonical } from '#kernel/canonical.ts';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { connectEndpoint, disconnectEndpoint } from '#kernel/identity-endpoint.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { placed } from '#kernel/regions.ts';
import { put, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { apps, environments, findRow, fqdnOf, type App, type AppRow, type Revision, type Secret } from './models.ts';
import { imageFault, resolveSecrets, usableIdentity } from './pulls.ts';

const Env = z.looseObject({ name: z.string(), value: z.nullish(z.string()), secretRef: z.nullish(z.string()) });
const ContainerBody = z.looseObject({
  name: z.nullish(z.string()),
  image: z.nullish(z.string()),
  env: z.nullish(z.array(Env)),
});
const SecretBody = z.looseObject({
  name: z.string().check(z.minLength(1)),
  value: z.nullish(z.string()),
  keyVaultUrl: z.nullish(z.string()),
  identity: z.nullish(z.string()),
});
const RegistryBody = z.looseObject({
  server: z.string(),
  identity: z.nullish(z.string()),
  username: z.nullish(z.string()),
  passwordSecretRef: z.nullish(z.string()),
});
const IdentitySettingBody = z.looseObject({
  identity: z.string(),
  lifecycle: z.nullish(z.enum(['All', 'Main', 'Init', 'None'])),
});

export const AppBody = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      managedEnvironmentId: z.nullish(z.string()),
      environmentId: z.nullish(z.string()),
      workloadProfileName: z.nullish(z.string()),
      configuration: z.nullish(
        z.looseObject({
          secrets: z.nullish(z.array(SecretBody)),
          registries: z.nullish(z.array(RegistryBody)),
          identitySettings: z.nullish(z.array(IdentitySettingBody)),
          ingress: z.nullish(z.looseObject({ external: z.nullish(z.boolean()), targetPort: z.nullish(z.number()) })),
        }),
      ),
      template: z.nullish(
        z.looseObject({
          revisionSuffix: z.nullish(z.string().check(z.regex(/^[a-z0-9-]{0,64}$/))),
          containers: z.nullish(z.array(ContainerBody)),
        }),
      ),
    }),
  ),
});
export type AppBody = z.infer<typeof AppBody>;

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Merge Patch (RFC 7396); what a PUT leaves out is not kept. */
function merged(before: unknown, patch: unknown): Loose {
  const next: Loose = { ...(isLoose(before) ? before : {}) };
  for (const [name, value] of Object.entries(isLoose(patch) ? patch : {})) {
    if (value === null) delete next[name];
    else if (isLoose(value)) next[name] = merged(next[name], value);
    else next[name] = value;
  }
  return next;
}

/** Without what is null, in lists too: clients that write every member, such as the Azure CLI, mean nothing by it. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isLoose(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, tidy(inner)]));
}

/** The template that is kept; an empty suffix is none. */
function templateOf(before: unknown, patch: unknown): App['properties']['template'] {
  const { revisionSuffix, ...rest } = tidy(merged(before, patch)) as Loose;
  return { ...rest, ...(revisionSuffix ? { revisionSuffix } : {}) } as App['properties']['template'];
}

/** What is settable and would change who gets in or what runs, and nothing here heeds. */
function unheeded(configuration: Loose | undefined, template: Loose | undefined): string | undefined {
  if (/^multiple$/i.test(String(configuration?.['activeRevisionsMode']))) return 'activeRevisionsMode: Multiple';
  const ingress = configuration?.['ingress'] as Loose | null | undefined;
  if ((ingress?.['ipSecurityRestrictions'] as unknown[] | undefined)?.length) return 'ipSecurityRestrictions';
  return (template?.['initContainers'] as unknown[] | undefined)?.length ? 'initContainers' : undefined;
}

/** The app's platform: whether its code finds the identity endpoint, and for which identities. */
export function announce(ctx: Ctx, app: App, row: AppRow): void {
  const { id } = app;
  const identity = usableIdentity(app.identity, app.properties.configuration.identitySettings ?? []);
  if (row.state !== 'Running' || !identity) disconnectEndpoint(ctx, id);
  else connectEndpoint(ctx, { host: id, holder: id, identity, header: row.identityHeader, kind: 'container-apps' });
}

/** A new process: the endpoint's secret is another one, and vaults are asked again. */
export function restarted(ctx: Ctx, app: App, row: AppRow): { row: AppRow } | { refusal: Refusal } {
  const read = resolveSecrets(ctx, app, row.secrets);
  if ('refusal' in read) return read;
  const next = { ...row, ...read, identityHeader: ctx.newId('identity-header', row.id) };
  announce(ctx, app, next);
  return { row: next };
}

function secretsFor(body: AppBody, before: readonly Secret[]): { secrets: Secret[] } | { refusal: Refusal } {
  const sent = body.properties?.configuration?.secrets;
  if (sent === undefined) return { secrets: [...before] };
  const secrets: Secret[] = [];
  for (const { name, value, keyVaultUrl, identity } of sent ?? []) {
    const kept = before.find((one) => one.name === name && one.keyVaultUrl === undefined);
    if (keyVaultUrl && identity) secrets.push({ name, keyVaultUrl, identity });
    else if (!keyVaultUrl && typeof value === 'string') secrets.push({ name, value });
    else if (!keyVaultUrl && kept) secrets.push(kept);
    else return { refusal: errors.secretInvalid(name) };
  }
  return { secrets };
}

/** The template as it runs: each container has a name and an image, and refers to secrets that are there. */
function templateFault({ template }: App['properties'], secrets: readonly Secret[]): Refusal | undefined {
  const { containers } = template;
  if (!Array.isArray(containers) || !containers.length || containers.some(({ name, image }) => !name || !image))
    return errors.containersMissing();
  for (const { name, env } of containers)
    for (const { secretRef } of env ?? [])
      if (secretRef && !secrets.some((one) => one.name === secretRef)) return errors.secretRefNotFound(secretRef, name);
  return undefined;
}

/** The revisions after a write: a changed template makes a new one; an old one serves until the new one is there. */
function revisionsFor(ctx: Ctx, app: App, secrets: Secret[], before: Revision[]): Revision[] {
  const { template } = app.properties;
  const last = before.at(-1);
  if (last && last.fault === undefined && canonical(last.template) === canonical(template)) return before;
  const fault = imageFault(ctx, app, secrets);
  const suffix = template.revisionSuffix || String(before.length + 1).padStart(7, '0');
  const made: Revision = {
    name: `${app.name}--${suffix}`,
    createdAt: ctx.now,
    template,
    active: true,
    ...(fault !== undefined && { fault }),
  };
  const others = before.filter(({ name }) => name !== made.name);
  return [...(fault === undefined ? others.map((one) => ({ ...one, active: false })) : others), made];
}

export type Written = { app: App; row: AppRow; changes: Change[] };

/** Makes a container app, replaces it (PUT) or patches it. A revision that cannot be provisioned is no refusal. */
export function writeApp(
  ctx: Ctx,
  id: string,
  body: AppBody,
  mode: 'replace' | 'merge',
): Written | { refusal: Refusal } {
  const existing = apps.find(ctx.view, id);
  const before = findRow(ctx.view, id);
  const { configuration, template, ...asked } = body.properties ?? {};
  const stop = unheeded(configuration ?? undefined, template ?? undefined);
  if (stop) {
    const { message, ...rest } = notSimulated({ method: 'PUT', url: id });
    return { refusal: { ...rest, message: message.replace(' is not', ` with ${stop} is not`) } };
  }
  const name = existing?.name ?? nameOf(id);
  const group = parseResourceId(id)?.resourceGroup ?? '';
  const here = { name, type: apps.type, group, ...(existing && { existing: existing.location }) };
  const place = placed(body.location, here);
  if ('refusal' in place) return place;
  const environmentId = asked.environmentId ?? asked.managedEnvironmentId ?? existing?.properties.environmentId ?? '';
  const environment = environments.find(ctx.view, environmentId);
  if (!environment) return { refusal: errors.environmentMissing(environmentId) };
  if (environment.location !== place.region) return { refusal: errors.environmentElsewhere() };
  const host = { id: existing?.id ?? id, name, location: place.region };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, mode);
  if ('refusal' in found) return found;
  const tags = body.tags ?? (mode === 'merge' ? existing?.tags : undefined);
  const { secrets: _, ...settings } = configuration ?? {};
  const kept = mode === 'merge' ? existing?.properties : undefined;
  const app: App = {
    ...host,
    type: apps.type,
    ...(tags && { tags }),
    ...(found.identity && { identity: found.identity }),
    properties: {
      environmentId: environment.id,
      workloadProfileName: asked.workloadProfileName ?? existing?.properties.workloadProfileName ?? null,
      configuration: { ...merged(kept?.configuration, settings), activeRevisionsMode: 'Single' },
      template: templateOf(kept?.template, template),
    },
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const wanted = secretsFor(body, before?.secrets ?? []);
  if ('refusal' in wanted) return wanted;
  const fault = templateFault(app.properties, wanted.secrets);
  if (fault) return { refusal: fault };
  const { ingress } = app.properties.configuration;
  const { host: _host, ...running } = before ?? { state: 'Running' as const, revisions: [] };
  const started = restarted(ctx, app, {
    ...running,
    id: app.id,
    identityHeader: '',
    secrets: wanted.secrets,
    ...(ingress && { host: fqdnOf(app.id, environment.properties, ingress.external === true) }),
  });
  if ('refusal' in started) return started;
  const row = { ...started.row, revisions: revisionsFor(ctx, app, started.row.secrets, running.revisions) };
  return { app, row, changes: [put('resources', idKey(id), app), put('containerApps', idKey(id), row)] };
}
