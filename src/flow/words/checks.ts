import type { FlowRecord } from '#lab/session-client.ts';
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

/** What each check asks and what its answer means, in the order in which they are made. */
export const checkWords: Record<CheckName, Words> = {
  otherProof: {
    title: 'key, SAS',
    question: 'Does the key, the signed address or the public access hold that it comes with instead of a token?',
    passed: (record) =>
      record.trace.caller?.kind === 'anonymous'
        ? `${to(record)} lets everybody in here: nobody had to prove anything.`
        : 'The request proves itself by a key or a signed address, not by a token: it says what was known, not who asks.',
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
      `A lock or a policy forbids it, although the permission is there: ${record.trace.refusal?.code ?? 'refused'}.`,
  },
  object: {
    title: 'object',
    question: 'Is there such a thing, and can it be done?',
    passed: (record) => `${to(record)} carried the request out.`,
    failed: (record) =>
      `${to(record)} would allow it, but cannot do it: ${record.trace.refusal?.message.split('\r\n')[0] ?? 'refused'}`,
  },
};

export const isCheck = (state: string): state is CheckName => Object.hasOwn(checkWords, state);

/** The ends of the chart that are no check of their own. */
export const challengedWords = 'The request carried no token, so the target says where one can be had (a challenge).';
