import { createSign } from 'node:crypto';
import { day, epochSeconds, hour } from '#kernel/clock.ts';
import { selfSigned, type SelfSigned } from '../../conformance/self-signed.ts';
import { seed, tenantId } from '../../conformance/world.ts';
import type { Json, Scene } from '../../faults/scene.ts';
import type { Life } from '../life.ts';

const endpoint = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
/** Every credential here begins a day after the log does, and ends ten days later. */
const begins = Date.parse(seed.startsAt) + day;
const ends = begins + 10 * day;
const iso = (at: number): string => new Date(at).toISOString();

interface Kind {
  of: string;
  /** The list of an application in which it stands. */
  list: 'passwordCredentials' | 'keyCredentials';
  add(scene: Scene, app: string): Promise<unknown>;
  remove(scene: Scene, app: string): Promise<{ status: number }>;
  proof(scene: Scene): Promise<Record<string, string>>;
  /** What the token endpoint says before its time, after it, and where it stands no longer. */
  says: { early: string; expired: string; removed: string };
}

const appOf = ({ kept }: Scene): string => `/applications/${kept['app'] ?? ''}`;
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let made: SelfSigned | undefined;
const certificate = (): SelfSigned => (made ??= selfSigned('life', begins, ends));

const kinds: Kind[] = [
  {
    of: 'a client secret',
    list: 'passwordCredentials',
    async add(scene, app) {
      const passwordCredential = { startDateTime: iso(begins), endDateTime: iso(ends) };
      const { secretText, keyId } = await scene.makeGraph('POST', `${app}/addPassword`, { passwordCredential });
      Object.assign(scene.kept, { secret: secretText, keyId });
    },
    remove: (scene, app) => scene.graph('POST', `${app}/removePassword`, { keyId: scene.kept['keyId'] }),
    proof: ({ kept }) => Promise.resolve({ client_secret: kept['secret'] ?? '' }),
    says: { early: 'AADSTS7000215', expired: 'AADSTS7000222', removed: 'AADSTS7000215' },
  },
  {
    of: 'a certificate',
    list: 'keyCredentials',
    add: (scene, app) =>
      scene.makeGraph('PATCH', app, {
        keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: certificate().der }],
      }),
    remove: (scene, app) => scene.graph('PATCH', app, { keyCredentials: [] }),
    async proof({ kept, world }) {
      const now = epochSeconds(await world.client.now());
      const { privateKey, thumbprint } = certificate();
      const id = kept['appId'];
      const claims = { aud: endpoint, iss: id, sub: id, jti: String(now), nbf: now, exp: now + 600 };
      const named = Buffer.from(thumbprint, 'hex').toString('base64url');
      const text = `${base64url({ alg: 'RS256', typ: 'JWT', 'x5t#S256': named })}.${base64url(claims)}`;
      return {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`,
      };
    },
    says: {
      early: 'AADSTS700027 key used is expired',
      expired: 'AADSTS700027 key used is expired',
      removed: 'AADSTS700027 key was not found',
    },
  },
];

/** A token for a vault by what the application has to prove itself with. */
async function signIn(scene: Scene, proof: Record<string, string>) {
  const scope = 'https://vault.azure.net/.default';
  const form = { grant_type: 'client_credentials', client_id: scene.kept['appId'] ?? '', scope, ...proof };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return scene.send('POST', endpoint, undefined, new URLSearchParams(form).toString(), headers);
}

const lifeOf = ({ of, list, add, remove, proof, says }: Kind): Life => ({
  machine: 'credential-life',
  of,
  depth: 3,
  traced: false,
  steps: [
    'early begins: valid',
    'early remove: removed',
    'valid ends: expired',
    'valid remove: removed',
    'expired remove: removed',
  ],
  async begin(scene) {
    const { id, appId } = await scene.makeGraph('POST', '/applications', { displayName: 'life' });
    Object.assign(scene.kept, { app: id, appId });
    await scene.makeGraph('POST', '/servicePrincipals', { appId });
    await add(scene, appOf(scene));
  },
  events: {
    begins: { wait: day + hour },
    ends: { wait: 10 * day },
    remove: { send: (scene) => remove(scene, appOf(scene)) },
  },
  // Time that passes there is the time of the other event.
  otherwise: ['early ends', 'valid begins'],
  async look(scene) {
    const listed = JSON.parse((await scene.graph('GET', appOf(scene))).text) as Json;
    const { status, text } = await signIn(scene, await proof(scene));
    const [code, reason] = [/AADSTS\d+/, /key (used is expired|was not found)/].map((words) => words.exec(text)?.[0]);
    return `${(listed[list] as object[]).length} listed, ${[status, code ?? 'token', reason].filter(Boolean).join(' ')}`;
  },
  shows: {
    early: new RegExp(`^1 listed, 40[01] ${says.early}$`),
    valid: /^1 listed, 200 token$/,
    expired: new RegExp(`^1 listed, 40[01] ${says.expired}$`),
    removed: new RegExp(`^0 listed, 40[01] ${says.removed}$`),
  },
});

export const credentialLives: Life[] = kinds.map(lifeOf);
