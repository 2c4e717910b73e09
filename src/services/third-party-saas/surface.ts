import { defineSurface, type Caller, type ProofFacts } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import * as say from './errors.ts';
import { host, table, type AccountRow, type KeyRow } from './models.ts';

const account = (name: string, credential: Caller['credential']): Caller => ({
  kind: 'credential',
  principalId: '',
  principalType: 'Anonymous',
  name,
  groupIds: [],
  ...(credential && { credential }),
});

/** The console takes account and password; everything else takes an API key, for as long as it is valid. */
function proofOf({ headers, operation, view, now }: ProofFacts): Caller | Refusal | undefined {
  if (operation.path.startsWith('/v1/keys')) {
    const [, encoded] = /^Basic\s+(\S+)\s*$/i.exec(headers['authorization'] ?? '') ?? [];
    if (encoded === undefined) return headers['authorization'] ? undefined : say.passwordWrong;
    const [name = '', ...rest] = decoded(encoded).split(':');
    const held = view.get<AccountRow>(table.accounts, name);
    return held?.password === rest.join(':') ? account(name, { kind: 'password' }) : say.passwordWrong;
  }
  const value = headers['x-api-key'];
  if (value === undefined) return headers['authorization'] === undefined ? say.keyMissing : undefined;
  const key = view.get<KeyRow>(table.keys, value);
  if (!key) return say.keyUnknown;
  return key.expiresAt > now ? account(key.account, { kind: 'api-key', id: key.id }) : say.keyExpired(key.expiresAt);
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

/**
 * A service outside Azure that knows nothing of Entra ID, as many are: whatever token it is shown, it asks for its own
 * key. The company is invented; the domain is one that RFC 2606 keeps for examples.
 */
export const thirdPartySurface = defineSurface({
  name: 'third-party-saas',
  title: 'Larkpost (a service outside Azure)',
  match: (url, view) =>
    url.host === host && url.protocol === 'https' ? { params: {}, tenantId: tenantIdOf(view) } : undefined,
  bearer: {
    audiences: () => [],
    refuse: () => say.tokenNotKnown,
    forbid: () => say.notFound,
  },
  otherProof: { caller: proofOf },
  badBody: (detail) => say.bodyInvalid(detail),
  render: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message } }),
  }),
  headers: ({ requestId, now }) => ({ date: new Date(now).toUTCString(), 'x-request-id': requestId }),
});
