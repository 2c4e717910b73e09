import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Caller, ProofFacts } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { entityPathOf, namedBy, resourceName } from './address.ts';
import { entityIn, rightOf } from './access.ts';
import * as say from './errors.ts';
import { namespaceAt, table, type NamespaceRow, type RuleRow } from './models.ts';

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** A key of a policy: 32 bytes in base64, made of an id. */
export const keyFrom = (id: string): string => base64(sha512(utf8ToBytes(id)).slice(0, 32));

/** The signature of a shared access signature: over the escaped resource and the expiry, with the key's own letters. */
export const signature = (key: string, resource: string, expiry: string): string =>
  base64(hmac(sha256, utf8ToBytes(key), utf8ToBytes(`${resource}\n${expiry}`)));

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

interface Sas {
  resource: string;
  sig: string;
  expiry: string;
  policy: string;
}

/** `SharedAccessSignature sr=…&sig=…&se=…&skn=…` in any order, or undefined when it has another form. */
function read(header: string): Sas | undefined {
  const list = /^SharedAccessSignature\s+(\S+)\s*$/i.exec(header)?.[1];
  const fields = new Map(
    (list ?? '').split('&').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const [resource, sig, expiry, policy] = ['sr', 'sig', 'se', 'skn'].map((name) => fields.get(name));
  if (!resource || !sig || !expiry || !policy || !/^\d{1,12}$/.test(expiry)) return undefined;
  return { resource, sig: decode(sig), expiry, policy: decode(policy) };
}

/**
 * The path that a signature is for below its namespace, or undefined when it is for another one. A client of AMQP signs
 * the `$management` of an entity for what it asks there; the bridge asks it of the entity itself.
 */
function signedPath(host: string, resource: string): string | undefined {
  const [, of, path = ''] =
    /^(?:\w+:\/\/)?([^/:]+)(?::\d+)?\/?(.*?)(?:(?:^|\/)\$management)?\/*$/.exec(decode(resource).toLowerCase()) ?? [];
  return of === host ? path : undefined;
}

const covers = (signed: string, wanted: string): boolean =>
  signed === '' || wanted === signed || wanted.startsWith(`${signed}/`);

/** The policy of that name at the resource that was signed, or at one above it. */
function policyOf(view: View, namespace: NamespaceRow, path: string, name: string): RuleRow | undefined {
  const named = namedBy(path);
  const above =
    named?.subscription === undefined ? [] : [entityIn(view, namespace, { ...named, subscription: undefined })];
  const places = [...(named ? [entityIn(view, namespace, named)] : []), ...above, namespace];
  return places
    .map((place) => place && view.get<RuleRow>(table.rules, `${idKey(place.id)}/${name.toLowerCase()}`))
    .find((rule) => rule !== undefined);
}

/**
 * Who asks with a shared access signature: nobody in particular, who knows a key of the policy. Undefined when the
 * request brings none. Source: "Service Bus access control with Shared Access Signatures".
 */
export function sasCaller(facts: ProofFacts): Caller | Refusal | undefined {
  const header = facts.headers['authorization'];
  if (header === undefined || !/^SharedAccessSignature(?:\s|$)/i.test(header)) return undefined;
  const namespace = namespaceAt(facts.view, facts.place.params);
  const sas = read(header);
  if (!sas) return say.malformedToken;
  if (namespace.properties.disableLocalAuth) return say.localAuthDisabled;
  const path = signedPath(facts.url.host, sas.resource);
  if (path === undefined || !covers(path, entityPathOf(facts.url).toLowerCase())) return say.wrongSasAudience;
  const rule = policyOf(facts.view, namespace, path, sas.policy);
  const keys = rule ? [rule.primaryKey, rule.secondaryKey] : [];
  if (!rule || !keys.some((key) => signature(key, sas.resource, sas.expiry) === sas.sig)) return say.invalidSignature;
  if (Number(sas.expiry) * 1000 <= facts.now) return say.expiredToken;
  return {
    kind: 'credential',
    principalId: '',
    principalType: 'Anonymous',
    name: `the policy ${rule.name} of ${namespace.name}`,
    groupIds: [],
    credential: { kind: 'service-bus-sas', policy: rule.name, rights: rule.rights },
  };
}

/** What the policy that signed does not allow. */
export function sasLacks({ caller, operation, url }: ProofFacts & { caller: Caller }): Refusal | undefined {
  const right = rightOf(operation.action, url);
  const rights = caller.credential?.['rights'];
  if (right === undefined || (Array.isArray(rights) && rights.includes(right))) return undefined;
  return say.claimRequired(right, resourceName(url));
}
