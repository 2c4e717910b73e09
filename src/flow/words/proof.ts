import { parseForm } from '#kernel/http.ts';
import { nameOf } from '#kernel/scope.ts';
import type { FlowRecord } from '#lab/session-client.ts';
import { bearerOf, decodeJwt } from '../model/jwt.ts';

/** What stands for a token, by the word of the surface that took it. */
const credentials: Record<string, string> = {
  'account-key': 'an account key',
  'account-sas': 'a SAS that an account key signed',
  'service-sas': 'a SAS that an account key signed',
  'user-delegation-sas': 'a SAS that a user delegation key signed',
  'service-bus-sas': 'a SAS of a shared access policy',
  'access-key': 'an access key',
  'sql-login': 'the name and password of SQL',
  'admin-user': 'the password of the admin user',
  password: 'a password',
  'api-key': 'an API key',
  kubeconfig: 'the certificate of a kubeconfig',
};

/** Whose token it is, where the line does not say it already: a person who asks for themselves is named there. */
function ownerOf({ token, trace, item }: FlowRecord): string {
  const claims = token?.issued.claims;
  if (!claims) return '';
  if (token.issued.principalType === 'User')
    return item.cause === undefined ? '' : ` (a person: ${trace.caller?.name ?? claims.upn ?? claims.oid})`;
  return claims.xms_mirid ? ` (managed identity ${nameOf(claims.xms_mirid)})` : ' (an application)';
}

/** How somebody proves at the token endpoint who they are. */
function atEntra({ request }: FlowRecord): string | undefined {
  const form = parseForm(request.body ?? '');
  const { grant_type: grant } = form;
  if (grant === 'refresh_token') return 'with what an earlier sign-in left';
  if (form['client_secret'] !== undefined) return 'with a client secret';
  const assertion = form['client_assertion'];
  if (assertion !== undefined) {
    const jwt = decodeJwt(assertion);
    const { iss, sub } = jwt?.payload ?? {};
    // A certificate's owner says it of itself; somebody else vouches for a federated identity.
    return iss !== undefined && iss === sub
      ? 'with an assertion signed by its certificate'
      : `with a federated assertion of ${String(iss ?? 'an outside issuer')}`;
  }
  return grant === 'client_credentials' ? 'without a credential' : undefined;
}

const headersOf = ({ request }: FlowRecord): string[] =>
  Object.keys(request.headers ?? {}).map((name) => name.toLowerCase());

/** How code proves at the endpoint of its host that it runs there. */
const atEndpoint: Record<string, (record: FlowRecord) => string> = {
  imds: (record) =>
    headersOf(record).includes('metadata') ? 'with the header Metadata: true' : 'without the Metadata header',
  'app-service-identity': (record) =>
    headersOf(record).some((name) => name === 'x-identity-header' || name === 'secret')
      ? 'with the secret header of its host'
      : 'without the secret header',
  'arc-agent': (record) =>
    headersOf(record).includes('authorization') ? 'with the key file of the agent' : 'without the key file',
};

/** The credential that a request brought, by its kind: `an account key`. */
export const credentialWords = ({ trace }: FlowRecord): string | undefined => {
  const { caller } = trace;
  if (caller?.kind !== 'credential') return undefined;
  return credentials[caller.credential?.kind ?? ''] ?? 'a key or a signed address';
};

/** A credential that was refused before its owner was known: told by where it stands in the request. */
function triedWords({ request }: FlowRecord): string | undefined {
  const entry = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization');
  const [scheme = ''] = (entry?.[1] ?? '').split(' ');
  if (/^SharedKey/i.test(scheme)) return 'an account key';
  if (/^SharedAccessSignature$/i.test(scheme)) return 'a SAS of a shared access policy';
  if (/^HMAC-SHA256$/i.test(scheme)) return 'an access key';
  if (/^Basic$/i.test(scheme)) return 'a name and a password';
  return /[?&]sig=/.test(request.url) ? 'a SAS' : undefined;
}

/** What a request brings along to prove who asks; undefined where nobody has to prove anything. */
export function proofWords(record: FlowRecord): string | undefined {
  const { token, trace } = record;
  if (trace.surface === 'login') return atEntra(record);
  const there = atEndpoint[trace.surface ?? ''];
  if (there) return there(record);
  if (token) return `with the token of #${token.issuedBy}${ownerOf(record)}`;
  if (bearerOf(record.request.headers)) return 'with a token of unknown origin';
  const other = credentialWords(record) ?? triedWords(record);
  if (other) return `with ${other} instead of a token`;
  return trace.audiences ? 'without a token' : undefined;
}
