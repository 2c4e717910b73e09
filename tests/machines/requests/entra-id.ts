import { day } from '#kernel/clock.ts';
import { guidFrom } from '#kernel/ids.ts';
import { selfSigned } from '../../conformance/self-signed.ts';
import { idOf } from '../../conformance/world.ts';
import type { Scene } from '../../faults/scene.ts';
import type { Seen } from '../../faults/fault.ts';
import { Client, post, scope, type Fields } from '../client.ts';
import type { Ending } from '../seen.ts';

const nobodys = guidFrom('machines', 'client', 'nobody');

type Asks = (client: Client) => Promise<Seen>;
type Row = [end: string, asks: string, ask: Asks];

/** What every client is asked beside its proof, each time with a proof that holds. */
const whoever = (prove: (client: Client) => Promise<Fields>): Row[] => {
  const proven = async (client: Client, more: Fields = {}) => client.ask({ ...(await prove(client)), ...more });
  return [
    ['clientMissing', 'without a client ID', (client) => proven(client, { client_id: '' })],
    [
      'principalMissing',
      'of an application without a service principal',
      async (client) => {
        const fields = await prove(client);
        await client.scene.graph('DELETE', `/servicePrincipals/${client.principalId}`);
        return client.ask(fields);
      },
    ],
    [
      'principalDisabled',
      'of one that is disabled',
      async (client) => {
        const fields = await prove(client);
        await client.scene.graph('PATCH', `/servicePrincipals/${client.principalId}`, { accountEnabled: false });
        return client.ask(fields);
      },
    ],
    ['resourceUnclear', 'for a single permission', (client) => proven(client, { scope: `${scope}x` })],
    [
      'resourceUnknown',
      'for a resource of nobody',
      (client) => proven(client, { scope: 'https://nobody.example/.default' }),
    ],
    [
      'assignmentMissing',
      'for a target that requires assignment',
      async (client) => {
        const target = await client.scene.makeGraph('POST', '/applications', {
          displayName: 'orders',
          identifierUris: ['api://orders'],
        });
        const { id } = await client.scene.makeGraph('POST', '/servicePrincipals', { appId: target['appId'] });
        const required = { appRoleAssignmentRequired: true };
        await client.scene.makeGraph('PATCH', `/servicePrincipals/${String(id)}`, required);
        return proven(client, { scope: 'api://orders/.default' });
      },
    ],
    ['issued', 'as it should be', (client) => proven(client)],
  ];
};

const secret: Row[] = [
  ...whoever((client) => client.secret()),
  [
    'clientUnknown',
    'of an unknown client',
    async (client) => client.ask({ ...(await client.secret()), client_id: nobodys }),
  ],
  ['noCredential', 'without any proof', (client) => client.ask({})],
  ['secretWrong', 'with another secret', (client) => client.ask({ client_secret: 'another' })],
  [
    'secretExpired',
    'with a secret that has ended',
    async (client) => {
      const fields = await client.secret('2026-11-24T00:00:00Z');
      await client.scene.wait(2 * day);
      return client.ask(fields);
    },
  ],
];

const certificate: Row[] = [
  ...whoever((client) => client.signed()),
  [
    'clientUnknown',
    'of an unknown client',
    async (client) => client.ask({ ...(await client.signed({ iss: nobodys })), client_id: nobodys }),
  ],
  [
    'assertionTypeWrong',
    'with an assertion of another type',
    async (client) => client.ask({ ...(await client.signed()), client_assertion_type: 'saml' }),
  ],
  [
    'assertionNotRead',
    'with half an assertion',
    async (client) => {
      const { client_assertion = '', ...rest } = await client.signed();
      return client.ask({ ...rest, client_assertion: client_assertion.split('.').slice(0, 2).join('.') });
    },
  ],
  [
    'certificateUnknown',
    'signed by another certificate',
    async (client) => client.ask(await client.signed({}, selfSigned('CN=other', 0, Date.UTC(2027, 0, 1)))),
  ],
  [
    'signatureWrong',
    'signed by another key',
    async (client) =>
      client.ask(await client.signed({}, selfSigned('CN=other', 0, Date.UTC(2027, 0, 1)), client.own.thumbprint)),
  ],
  [
    'certificateExpired',
    'by a certificate that has ended',
    async (client) => {
      await client.scene.wait(31 * day);
      return client.ask(await client.signed());
    },
  ],
  ['issuerWrong', 'about another client', async (client) => client.ask(await client.signed({ sub: nobodys }))],
  [
    'audienceWrong',
    'for another receiver',
    async (client) => client.ask(await client.signed({ aud: 'https://x.example' })),
  ],
  ['assertionOutOfTime', 'that is over', async (client) => client.ask(await client.signed({ nbf: 1, exp: 2 }))],
];

const federation: Row[] = [
  ...whoever(async (client) => {
    await client.trust();
    return client.job();
  }),
  [
    'clientUnknown',
    'of an unknown client',
    async (client) => client.ask({ ...(await client.job()), client_id: nobodys }),
  ],
  [
    'assertionTypeWrong',
    'without a type',
    async (client) => client.ask({ ...(await client.job()), client_assertion_type: '' }),
  ],
  [
    'assertionNotRead',
    'with a token of Entra ID itself, which is not simulated',
    async (client) => {
      const client_assertion = await client.scene.world.tokenOf('owner', 'https://vault.azure.net/.default');
      return client.ask({ ...(await client.job()), client_assertion });
    },
  ],
  [
    'assertionOutOfTime',
    'with a token of this morning',
    async (client) => {
      const fields = await client.job();
      await client.scene.wait(day);
      return client.ask(fields);
    },
  ],
  ['noFederation', 'where nobody is trusted', async (client) => client.ask(await client.job())],
  ...(
    [
      ['issuerUnmatched', { issuer: 'https://elsewhere.example' }],
      ['subjectUnmatched', { subject: 'repo:Contoso/shop:ref:refs/heads/dev' }],
      ['audienceUnmatched', { audiences: ['api://another'] }],
    ] as const
  ).map(([end, parts]): Row => {
    const ask: Asks = async (client) => {
      await client.trust(parts);
      return client.ask(await client.job());
    };
    return [end, 'where something else is trusted', ask];
  }),
  [
    'federationNotYet',
    'a moment after the trust was set',
    async (client) => {
      const fields = await client.job();
      await client.trust({}, 0);
      return client.ask(fields);
    },
  ],
];

const clients: [machine: string, rows: Row[]][] = [
  ['client-secret-acquisition', secret],
  ['client-certificate-acquisition', certificate],
  ['client-federation-acquisition', federation],
];

export const ofClients: Ending[] = clients.flatMap(([machine, rows]) =>
  rows.map(([end, asks, ask]) => ({ machine, end, asks, ask: async (scene) => ask(await Client.of(scene)) })),
);

const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** The sign-in of somebody, redeemed at the token endpoint. */
async function redeem(scene: Scene, more: Fields = {}, between?: () => Promise<unknown>): Promise<Seen> {
  const signedIn = await scene.world.client.signIn('nobody@contoso.onmicrosoft.com');
  if ('refused' in signedIn) throw new Error(signedIn.refused);
  await between?.();
  const fields = { grant_type: 'refresh_token', refresh_token: signedIn.refreshToken, client_id: azureCli, scope };
  return post(scene, { ...fields, ...more });
}

const user: [end: string, asks: string, ask: (scene: Scene) => Promise<Seen>][] = [
  ['parameterMissing', 'without the refresh token', (scene) => redeem(scene, { refresh_token: '' })],
  ['clientUnknown', 'by an unknown client', (scene) => redeem(scene, { client_id: nobodys })],
  ['sessionUnknown', 'with a refresh token of nobody', (scene) => redeem(scene, { refresh_token: 'rt.x' })],
  [
    'userGone',
    'of somebody who was deleted',
    (scene) => redeem(scene, {}, () => scene.graph('DELETE', `/users/${idOf('nobody')}`)),
  ],
  [
    'userDisabled',
    'of somebody who was disabled',
    (scene) => redeem(scene, {}, () => scene.graph('PATCH', `/users/${idOf('nobody')}`, { accountEnabled: false })),
  ],
  [
    'resourceUnclear',
    'for two resources at once',
    (scene) => redeem(scene, { scope: 'https://vault.azure.net/x https://graph.microsoft.com/y' }),
  ],
  ['resourceUnknown', 'for a resource of nobody', (scene) => redeem(scene, { scope: 'https://x.example/.default' })],
  ['issued', 'as it should be', (scene) => redeem(scene)],
];

export const ofUsers: Ending[] = user.map(([end, asks, ask]) => ({ machine: 'user-acquisition', end, asks, ask }));
