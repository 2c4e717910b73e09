import { scopeWords } from './scopes.ts';
import { dateTime, relative } from './time.ts';

/** What each claim of an access token says, in one sentence. Source: "Access token claims reference", Microsoft identity platform. */
const sentences: Record<string, (value: string) => string> = {
  aud: () => 'Audience: the only target that may take this token.',
  iss: () => 'Issuer: the tenant that issued and signed it.',
  idp: () => 'Identity provider: who proved the caller; here the tenant itself.',
  iat: () => 'Issued at: when the token was made.',
  nbf: () => 'Not before: it counts from this moment on.',
  exp: () => 'Expires: from this moment on nobody takes it.',
  aio: () => 'Internal to Entra ID; nothing for us to read.',
  rh: () => 'Internal to Entra ID; nothing for us to read.',
  uti: () => 'The number of this token, as sign-in logs name it.',
  appid: () => 'Application (client) ID: which application or identity asked for it. No role is ever given to this ID.',
  azp: () => 'Application (client) ID: which application asked for it. No role is ever given to this ID.',
  appidacr: (value) =>
    `How that application proved itself: ${value === '2' ? 'with a certificate, as managed identities do' : value === '1' ? 'with a secret' : 'not at all (a public client)'}.`,
  app_displayname: () => 'The name of that application.',
  idtyp: (value) => `What kind of caller this is: ${value === 'app' ? 'an application, no person' : value}.`,
  oid: () => 'Object (principal) ID: who the caller is. Role assignments name this ID.',
  sub: () => 'Subject: for a managed identity the same as oid.',
  tid: () => 'The tenant in which the caller lives.',
  ver: () => 'The version of the token format.',
  upn: () => 'User principal name: the sign-in name of the person.',
  unique_name: () => 'A readable name of the person; not for decisions.',
  name: () => 'The display name of the person; not for decisions.',
  preferred_username: () => 'The name that the person signs in with; not for decisions.',
  scp: () => 'What the application may do in the name of the person.',
  roles: () => 'App roles that were granted to the caller at this target.',
  groups: () => 'Groups of the caller when the token was issued; later changes are not in it.',
  wids: () => 'Directory roles of the caller when the token was issued.',
  amr: () => 'How the person signed in.',
  acr: () => 'How strongly the person signed in.',
  xms_mirid: (value) => `Which managed identity this is: ${scopeWords(value)}.`,
  xms_az_rid: (value) => `The resource on which the identity was used: ${scopeWords(value)}.`,
  typ: () => 'What this is: a JSON Web Token.',
  alg: () => 'How it is signed: RS256 is RSA with SHA-256.',
  kid: () => 'Which of the tenant’s keys signed it.',
  x5t: () => 'The thumbprint of the certificate of that key.',
};

export const claimSentence = (name: string, value: unknown): string =>
  sentences[name]?.(String(value)) ?? 'An extra claim; no check here reads it.';

/** A claim's value as it is shown. Times are seconds since 1970 and are also read in virtual time. */
export function claimValue(name: string, value: unknown, now: number): { text: string; time?: string } {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (!['iat', 'nbf', 'exp'].includes(name) || typeof value !== 'number') return { text };
  return { text, time: `${dateTime(value * 1000)} (${relative(value * 1000, now)})` };
}

/** Why one claim mattered for how the request ended. */
export const mattered = {
  aud: (found: string, accepted: readonly string[]) =>
    `This one mattered: the target accepts ${accepted[0] ?? 'another audience'}, the token says ${found}.`,
  iss: (found: string) => `This one mattered: the target does not trust ${found}.`,
  exp: (at: number, now: number) => `This one mattered: the token had expired ${relative(at, now)}.`,
  oid: () =>
    'This one mattered: no role assignment in effect that names this ID, or a group of it, allows the request.',
  oidGranted: () => 'This one mattered: a role assignment names this ID, or a group of it.',
  oidDenied: () => 'This one mattered: a deny assignment reaches this ID.',
  signature: () => 'This one mattered: it was made for other content.',
};
