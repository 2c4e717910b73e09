import type { FlowRecord } from '#lab/session-client.ts';
import { credentialWords, proofWords } from './proof.ts';
import { dateTime, relative } from './time.ts';
import { actionEnd } from './scopes.ts';

/** The questions of the token-use chart, in its own state names. */
export type CheckName =
  | 'otherProof'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'lifetime'
  | 'network'
  | 'permission'
  | 'restrictions'
  | 'object';

interface Words {
  /** What stands beside the icon. */
  title: string;
  question: string;
  passed(record: FlowRecord): string;
  failed(record: FlowRecord): string;
}

const claims = (record: FlowRecord) => record.token?.issued.claims;
const to = (record: FlowRecord): string => record.item.to;
const expiry = (record: FlowRecord): string => {
  const exp = claims(record)?.exp;
  return exp === undefined ? 'its end' : `${dateTime(exp * 1000)} (${relative(exp * 1000, record.item.at)})`;
};
const asked = ({ trace }: FlowRecord): string => {
  const { authorization } = trace;
  const action = (authorization?.lacking ?? authorization?.decisions[0])?.permission.action ?? trace.operation;
  return action ? actionEnd(action) : 'this';
};

/** What forbids a request that has the permission: a lock, a policy, or either where the code does not tell. */
export function forbidderOf({ trace }: FlowRecord): { title: string; sentence: string; where: string; idea: string } {
  const code = trace.refusal?.code ?? '';
  if (code === 'ScopeLocked')
    return {
      title: 'lock',
      sentence: 'A lock',
      where: 'Look at the locks of the resource and of everything above it.',
      idea: 'A lock binds everyone, owners too. Whoever may delete the lock can take it off first.',
    };
  if (code.startsWith('RequestDisallowed'))
    return {
      title: 'policy',
      sentence: 'A policy',
      where: 'Look at the policies that are assigned at the resource and above it, and at what the request said.',
      idea: 'A policy says how resources must be. It judges what is asked for, not who asks.',
    };
  return {
    title: 'locks, policy',
    sentence: 'A lock or a policy',
    where: 'Look at the locks and policies at the resource and at everything above it.',
    idea: 'Locks and policies bind everyone, owners too. They say what must not happen; roles say who may act.',
  };
}

/** How the sign-in to a database ended, where there was one. */
export const sqlEndOf = ({ trace }: FlowRecord): string | undefined =>
  trace.runs.find(({ machine }) => machine === 'sql-login')?.path.at(-1);

const sqlEnds: Record<string, string> = {
  noSuchDatabase: 'has no such database',
  passwordsOff: 'takes no passwords',
  wrongPassword: 'does not know this name with this password',
  unknownPrincipal: 'lets the token in, but no user of the database is this principal or a group of it',
  denied: 'knows the user, but nothing in the database allows this',
};

/** What was wrong where no check of the token was: the target's own question, in the target's own terms. */
function objectFault(record: FlowRecord): string {
  const { surface, runs, refusal } = record.trace;
  if (surface === 'login') return `Entra ID issues no token to a request ${proofWords(record) ?? 'like this'}.`;
  const sql = sqlEnds[sqlEndOf(record) ?? ''];
  if (sql) return `${to(record)} ${sql}.`;
  const message = refusal?.message.split('\r\n')[0] ?? 'refused';
  return runs.some(({ machine }) => machine.endsWith('-acquisition'))
    ? `The ${to(record)} gives no token: ${message}`
    : `${to(record)} would allow it, but cannot do it: ${message}`;
}

/** What stands beside the icon, as exact as the record allows. */
export function titleOf(name: CheckName, record: FlowRecord): string {
  if (name === 'restrictions' && record.trace.refusal) return forbidderOf(record).title;
  if (name === 'object' && record.trace.surface === 'login') return 'credential';
  if (name === 'object' && sqlEndOf(record) !== undefined) return 'database';
  return name === 'otherProof' ? otherTitle(record) : checkWords[name].title;
}

const otherTitle = (record: FlowRecord): string => {
  const words = `${credentialWords(record) ?? ''}${proofWords(record) ?? ''}`;
  if (/SAS/.test(words)) return 'SAS';
  if (/key/.test(words)) return 'key';
  if (record.trace.surface === 'sql') return 'password sent';
  return /password/.test(words) ? 'password' : record.trace.caller?.kind === 'anonymous' ? 'public access' : 'key, SAS';
};

/** What a proof of another kind says, once it was taken. */
function otherPassed(record: FlowRecord): string {
  const { caller, surface } = record.trace;
  if (caller?.kind === 'anonymous') return `${to(record)} lets everybody in here: nobody had to prove anything.`;
  if (surface === 'sql')
    return 'The request brings a name and a password instead of a token. Whether they are right is asked behind the firewall.';
  return `The request proves itself by ${credentialWords(record) ?? 'a key or a signed address'}, not by a token: it says what was known, not who asks.`;
}

/** What each check asks and what its answer means, in the order in which they are made. */
export const checkWords: Record<CheckName, Words> = {
  otherProof: {
    title: 'key, SAS',
    question: 'Does the key, the signed address or the public access hold that it comes with instead of a token?',
    passed: otherPassed,
    failed: (record) =>
      `${to(record)} does not take what the request brought instead of a token: ${record.trace.refusal?.code ?? 'refused'}.`,
  },
  signature: {
    title: 'signature',
    question: 'Is the token whole, and did Entra ID sign it?',
    passed: () => 'Entra ID signed this token and nobody has changed it since.',
    failed: () =>
      'The signature does not fit the content: the token was changed after it was signed, or Entra ID never issued it.',
  },
  issuer: {
    title: 'issuer',
    question: 'Does it come from the tenant that the target trusts?',
    passed: () => 'The token comes from the tenant that the target trusts.',
    failed: (record) =>
      `The token comes from ${claims(record)?.iss ?? 'another tenant'}, which ${to(record)} does not trust.`,
  },
  audience: {
    title: 'audience',
    question: 'Was it issued for this target?',
    passed: (record) =>
      `The token is meant for ${claims(record)?.aud ?? 'this target'}, and that is what ${to(record)} accepts.`,
    failed: (record) =>
      `The token is meant for ${claims(record)?.aud ?? 'another target'}; ${to(record)} accepts only ${record.trace.audiences?.[0] ?? 'its own audience'}.`,
  },
  lifetime: {
    title: 'lifetime',
    question: 'Is it still valid?',
    passed: (record) => `The token is valid until ${expiry(record)}.`,
    failed: (record) => `The token was valid until ${expiry(record)}; a new one is needed.`,
  },
  network: {
    title: 'network',
    question: 'May a request from this network ask at all?',
    passed: (record) => `${to(record)} takes requests from where this one came from.`,
    failed: (record) => `${to(record)} does not take requests from where this one came from, whoever asks.`,
  },
  permission: {
    title: 'permission',
    question: 'May this principal do this, here?',
    passed: (record) =>
      record.trace.authorization
        ? `The caller may do ${asked(record)} here.`
        : 'This request needs no permission of its own.',
    failed: (record) => `The caller is known, but nothing allows it to do ${asked(record)} here.`,
  },
  restrictions: {
    title: 'locks, policy',
    question: 'Does a lock or a policy forbid it all the same?',
    passed: () => 'No lock and no policy forbids it.',
    failed: (record) =>
      `${forbidderOf(record).sentence} forbids it, although the permission is there: ${record.trace.refusal?.code ?? 'refused'}.`,
  },
  object: {
    title: 'object',
    question: 'Is there such a thing, and can it be done?',
    passed: (record) => `${to(record)} carried the request out.`,
    failed: objectFault,
  },
};

export const isCheck = (state: string): state is CheckName => Object.hasOwn(checkWords, state);

/** The ends of the chart that are no check of their own. */
export const challengedWords = 'The request carried no token, so the target says where one can be had (a challenge).';
