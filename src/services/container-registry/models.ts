import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { ArmType } from '#kernel/arm-type.ts';
import { WantedIdentity } from '#kernel/host-identity.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Registries are rows of `resources`; `names` finds them by their global name. */
export const table = { names: 'registryNames', passwords: 'registryPasswords', images: 'registryImages' } as const;

export const registryType = 'Microsoft.ContainerRegistry/registries';

const Tags = z.nullish(z.record(z.string(), z.string()));
const Sku = z.looseObject({ name: z.enum(['Basic', 'Standard', 'Premium']) });
const GivenProperties = z.looseObject({
  adminUserEnabled: z.nullish(z.boolean()),
  publicNetworkAccess: z.nullish(z.enum(['Enabled', 'Disabled'])),
  networkRuleSet: z.nullish(
    z.looseObject({
      defaultAction: z.enum(['Allow', 'Deny']),
      ipRules: z.nullish(z.array(z.looseObject({ value: z.string() }))),
    }),
  ),
});
export type RegistryGiven = z.infer<typeof GivenProperties>;

const Common = { tags: Tags, identity: WantedIdentity, properties: z.nullish(GivenProperties) };
export const RegistryPut = z.looseObject({ ...Common, location: z.nullish(z.string()), sku: Sku });
export const RegistryPatch = z.looseObject({ ...Common, sku: z.nullish(Sku) });
export type RegistryPut = z.infer<typeof RegistryPut>;
export type RegistryPatch = z.infer<typeof RegistryPatch>;
export const NameQuestion = z.object({ name: z.string(), type: z.string() });
export const PasswordName = z.object({ name: z.enum(['password', 'password2']) });
export const Import = z.looseObject({
  source: z.looseObject({
    resourceId: z.nullish(z.string()),
    registryUri: z.nullish(z.string()),
    sourceImage: z.string().check(z.minLength(1)),
  }),
  targetTags: z.nullish(z.array(z.string())),
  mode: z.nullish(z.enum(['Force', 'NoForce'])),
});
export const Pull = z.object({
  registry: z.string(),
  image: z.string(),
  principalId: z.optional(z.string()),
  hostId: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
});

export type RegistryProperties = {
  adminUserEnabled: boolean;
  publicNetworkAccess: 'Enabled' | 'Disabled';
  networkRuleSet: { defaultAction: 'Allow' | 'Deny'; ipRules: { action: 'Allow'; value: string }[] };
};

export interface RegistryRow extends ArmResource {
  sku: { name: string; tier: string };
  properties: RegistryProperties;
}

/** The two passwords of the admin user, made with the registry whether or not they may be used. */
export interface PasswordsRow {
  password: string;
  password2: string;
}

/** A tag of a repository, with the manifest that it names. */
export interface ImageRow {
  /** idKey of the registry. */
  registry: string;
  repository: string;
  tag: string;
  manifest: string;
  mediaType: string;
  digest: string;
  createdAt: number;
}

export const registries = new ArmType<RegistryRow>(registryType);

export const loginServerOf = ({ name }: { name: string }): string => `${name.toLowerCase()}.azurecr.io`;

export const imageKey = (registryId: string, repository: string, tag: string): string =>
  `${idKey(registryId)} ${repository}:${tag}`;

export const registryById = (view: View, id: string): RegistryRow | undefined =>
  view.get<RegistryRow>('resources', idKey(id));

/** The registry with this global name, or undefined. */
export function registryByName(view: View, name: string): RegistryRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && registryById(view, found.id);
}

/** The registry that a place on the data plane stands for; a place without one is a bug. */
export function registryAt(view: View, params: Record<string, string>): RegistryRow {
  const registry = registryById(view, params['registryId'] ?? '');
  if (!registry) throw new Error(`no registry at ${params['registryId']}`);
  return registry;
}

export const imagesOf = (view: View, registryId: string): ImageRow[] =>
  view.by<ImageRow>(table.images, 'registry', idKey(registryId));

/** `sha256:…` of a text, as registries name what they hold. */
export const digestOf = (text: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;

/** The image that `repository:tag` or `repository@sha256:…` names; `latest` where no tag is named. */
export function findImage(view: View, registryId: string, reference: string): ImageRow | undefined {
  const [, repository = '', digest] = /^([^@]*)@(sha256:\S+)$/.exec(reference) ?? [];
  if (digest) return imagesOf(view, registryId).find((one) => one.repository === repository && one.digest === digest);
  const [name = '', tag = 'latest'] = reference.split(':');
  return view.get<ImageRow>(table.images, imageKey(registryId, name, tag));
}
