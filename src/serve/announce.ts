import type { AppCredential } from './default-tenant.ts';
import type { Host } from './hosts.ts';
import type { OtherWays } from './other-ways.ts';
import { simulatedPassword } from './people.ts';

/** All that whoever points a client at the tenant must know. */
export interface Announcement {
  http: string;
  https?: string;
  proxy?: string;
  ca?: string;
  /** The system's authorities and that one, for clients that take one file. */
  caBundle?: string;
  log: string;
  tenantId: string;
  subscriptionId: string;
  owner?: AppCredential;
  reader?: AppCredential;
  people: { userPrincipalName: string; password: string }[];
  /** URL templates: `{b64}` is the base64url of the resource id. */
  imds: string;
  appService: { endpoint: string; header: string };
  hosts: ({ id: string; imds: string } | { id: string; endpoint: string; header: string })[];
}

const hostEntry = ({ host, port }: { host: Host; port: number }): Announcement['hosts'][number] =>
  host.kind === 'machine'
    ? { id: host.id, imds: `http://127.0.0.1:${port}` }
    : { id: host.id, endpoint: `http://127.0.0.1:${port}/msi/token`, header: host.header ?? '' };

export interface Announced {
  port: number;
  ways: OtherWays;
  log: string;
  tenantId: string;
  subscriptionId: string;
  owner?: AppCredential;
  reader?: AppCredential;
  /** Who may sign in. */
  people: readonly string[];
  header: string;
  hosts: { host: Host; port: number }[];
}

/** The line of `--json`. */
export function announcement(about: Announced): Announcement {
  const http = `http://127.0.0.1:${about.port}`;
  const { https, proxy, ca, caBundle } = about.ways;
  const { log, tenantId, subscriptionId, owner, reader, header } = about;
  return {
    http,
    ...(https && { https }),
    ...(proxy && { proxy }),
    ...(ca && { ca }),
    ...(caBundle && { caBundle }),
    log,
    tenantId,
    subscriptionId,
    ...(owner && { owner }),
    ...(reader && { reader }),
    people: about.people.map((userPrincipalName) => ({ userPrincipalName, password: simulatedPassword })),
    imds: `${http}/imds/{b64}`,
    appService: { endpoint: `${http}/app/{b64}/msi/token`, header },
    hosts: about.hosts.map(hostEntry),
  };
}

const signIn = ({ owner, people, tenantId }: Announcement): string =>
  owner
    ? `az login --service-principal -u ${owner.appId} -p='${owner.secret}' --tenant ${tenantId}`
    : `az login -u ${people[0]?.userPrincipalName ?? ''} -p ${people[0]?.password ?? ''}`;

/** What a person reads: the same, with lines to paste for each way. */
export function bannerText(about: Announcement): string {
  const { http, https, proxy, ca, caBundle = ca, tenantId, subscriptionId, hosts } = about;
  const proof = about.owner
    ? ` -d "grant_type=client_credentials&client_id=${about.owner.appId}" --data-urlencode 'client_secret=${about.owner.secret}' -d scope=https://management.azure.com/.default`
    : ` -d "grant_type=password&client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46&username=${about.people[0]?.userPrincipalName ?? ''}&password=${simulatedPassword}&scope=https://management.azure.com/.default"`;
  const lines = [
    `Tenantlab serves a simulated Azure tenant on loopback (Ctrl+C ends it).`,
    '',
    `  tenant        ${tenantId}`,
    `  subscription  ${subscriptionId}`,
    ...(about.owner ? [`  owner         ${about.owner.appId}  secret ${about.owner.secret}`] : []),
    ...(about.reader ? [`  reader        ${about.reader.appId}  secret ${about.reader.secret}`] : []),
    ...about.people.map(
      ({ userPrincipalName, password }) => `  person        ${userPrincipalName}  password ${password}`,
    ),
    `  log           ${about.log}`,
    '',
    `Plain HTTP, the Azure name in Host:`,
    `  TOKEN=$(curl -s -H 'Host: login.microsoftonline.com' ${http}/${tenantId}/oauth2/v2.0/token${proof} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `  curl -H 'Host: management.azure.com' -H "Authorization: Bearer $TOKEN" '${http}/subscriptions?api-version=2022-12-01'`,
    ...(proxy && ca
      ? [
          '',
          'Through the proxy, for clients that keep their own addresses:',
          `  export HTTPS_PROXY=${proxy} HTTP_PROXY=${proxy} NO_PROXY=127.0.0.1,localhost`,
          `  export NODE_EXTRA_CA_CERTS=${ca} REQUESTS_CA_BUNDLE=${caBundle} SSL_CERT_FILE=${caBundle}`,
          `  ${signIn(about)}`,
        ]
      : []),
    ...(https
      ? [
          '',
          'As a cloud of its own:',
          `  export REQUESTS_CA_BUNDLE=${caBundle}`,
          `  az cloud register -n tenantlab --endpoint-resource-manager ${https} && az cloud set -n tenantlab`,
          `  ${signIn(about)}`,
        ]
      : []),
    '',
    `Code on a machine or an app (each has a port of its own as well: ${http}/hosts):`,
    `  B64=$(printf %s "$RESOURCE_ID" | base64 -w0 | tr '+/' '-_' | tr -d =)`,
    `  export AZURE_POD_IDENTITY_AUTHORITY_HOST=${about.imds.replace('{b64}', '$B64')}`,
    `  export IDENTITY_ENDPOINT=${about.appService.endpoint.replace('{b64}', '$B64')} IDENTITY_HEADER=${about.appService.header}`,
    ...hosts.map((host) => `  ${'imds' in host ? host.imds : host.endpoint}  ${host.id}`),
  ];
  return `${lines.join('\n')}\n`;
}
