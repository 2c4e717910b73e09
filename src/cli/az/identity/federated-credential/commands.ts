import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { flattened } from '../../flattened.ts';
import { implement } from '../../implement.ts';
import { at, compact, type Json } from '../../json.ts';
import { identitiesPath } from '../user-assigned.ts';

const NAME = /^[a-zA-Z0-9]{1}[a-zA-Z0-9-_]{2,119}$/;

/** The address of an identity's federated credentials, or of one of them. */
async function credentialPath(az: Az, group: string, identity: string, name?: string): Promise<string> {
  if (name !== undefined && !NAME.test(name))
    throw new CliError(
      `InvalidArgumentValue: -n: Invalid format: '${name}' does not fully match regular expression pattern '${NAME.source}'`,
    );
  const below = name === undefined ? '' : `/${name}`;
  const all = `${await identitiesPath(az, group)}/${identity}/federatedIdentityCredentials`;
  return `${all}${below}?api-version=2025-01-31-preview`;
}

const one = { resourceGroup: 'text', identityName: 'text', name: 'text' } as const;
const trusted = { audiences: 'texts?', issuer: 'text?', subject: 'text?' } as const;

const bodyOf = (audiences: Json | undefined, issuer: Json | undefined, subject: Json | undefined) => ({
  properties: compact({ audiences, issuer, subject }),
});

export const identityFederatedCredentialCreate = implement('identity federated-credential create', {
  takes: { ...one, ...trusted },
  run: async ({ resourceGroup, identityName, name, audiences, issuer, subject }, az) => {
    const path = await credentialPath(az, resourceGroup, identityName, name);
    return flattened(await az.arm.put(path, bodyOf(audiences, issuer, subject)));
  },
});

export const identityFederatedCredentialUpdate = implement('identity federated-credential update', {
  takes: { ...one, ...trusted },
  run: async ({ resourceGroup, identityName, name, ...changed }, az) => {
    const path = await credentialPath(az, resourceGroup, identityName, name);
    const properties = at(await az.arm.get(path), 'properties');
    const value = (key: keyof typeof changed) => changed[key] ?? at(properties, key);
    return flattened(await az.arm.put(path, bodyOf(value('audiences'), value('issuer'), value('subject'))));
  },
});

export const identityFederatedCredentialShow = implement('identity federated-credential show', {
  takes: one,
  run: async ({ resourceGroup, identityName, name }, az) =>
    flattened(await az.arm.get(await credentialPath(az, resourceGroup, identityName, name))),
});

export const identityFederatedCredentialList = implement('identity federated-credential list', {
  takes: { resourceGroup: 'text', identityName: 'text' },
  run: async ({ resourceGroup, identityName }, az) =>
    (await az.arm.list(await credentialPath(az, resourceGroup, identityName))).map(flattened),
});

export const identityFederatedCredentialDelete = implement('identity federated-credential delete', {
  takes: one,
  run: async ({ resourceGroup, identityName, name }, az) => {
    await az.arm.call('DELETE', await credentialPath(az, resourceGroup, identityName, name));
    return undefined;
  },
});
