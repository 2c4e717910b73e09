import type { FlowRecord } from '#lab/session-client.ts';
import { targetSteps } from './target-faults.ts';
import { acquisitionSteps } from './acquisition.ts';
import { checkWords, challengedWords, forbidderOf } from './checks.ts';
import type { ThreeSteps } from './missing.ts';

/** The three steps for what ended a request before or after its permission, by the end of the token-use chart. */
const byEnd: Record<string, (record: FlowRecord) => ThreeSteps> = {
  challenged: () => ({
    what: challengedWords,
    where: 'Look at the www-authenticate header of the answer: it names the tenant to ask and the audience to ask for.',
    idea: 'A target never asks for a password. It asks for a token from the tenant that it trusts; clients fetch one and come back, often without telling you.',
  }),
  otherProofRefused: (record) => ({
    what: checkWords.otherProof.failed(record),
    where:
      'Look at the code of the answer, then at the settings of the target: may keys be used at all, was the key renewed, and until when is the signed address valid?',
    idea: 'A key or a signed address proves that somebody knew a secret, and nothing about who. Where keys are switched off, only a token counts.',
  }),
  invalidSignature: (record) => ({
    what: checkWords.signature.failed(record),
    where: 'Compare the token that was sent with the one that was issued: payload and signature belong together.',
    idea: 'Everyone can read a token and nobody can change one: the tenant signs it with a key that only the tenant has.',
  }),
  wrongIssuer: (record) => ({
    what: checkWords.issuer.failed(record),
    where: 'Look at the claims iss and tid, and at the tenant of the target’s subscription.',
    idea: 'A target trusts exactly one tenant. A token of another tenant is genuine and still says nothing here.',
  }),
  wrongAudience: (record) => ({
    what: checkWords.audience.failed(record),
    where: 'Look at the claim aud, and at the request for the token: which resource did it name?',
    idea: 'A token is made for one target, so that a target which is given one cannot use it elsewhere. The audience is chosen when the token is asked for.',
  }),
  expired: (record) => ({
    what: checkWords.lifetime.failed(record),
    where: 'Look at the claim exp and at the clock of the tenant, then at where the client keeps its tokens.',
    idea: 'A token cannot be called back, so it is short-lived. Clients keep one for a while and must ask anew before it ends.',
  }),
  blockedByNetwork: (record) => ({
    what: checkWords.network.failed(record),
    where: `Look at the network settings of ${record.item.to}: is public access on, and from which addresses?`,
    idea: 'Network rules are asked before the permission. They keep out even those who have every role.',
  }),
  restricted: (record) => ({
    what: checkWords.restrictions.failed(record),
    where: forbidderOf(record).where,
    idea: forbidderOf(record).idea,
  }),
  refused: (record) => ({
    what: `${record.item.to} understood who asks and allows it, but cannot do it: ${record.trace.refusal?.code ?? 'refused'}.`,
    where:
      'Read the message of the answer, and look at what the request named: does it exist, and does the body say what was meant?',
    idea: 'The object is looked at last. Whoever gets this far has passed every check of identity and permission, or needed none.',
  }),
};

/** The three steps for a request that ended without a decision against it; undefined when it went well. */
export function faultSteps(record: FlowRecord, end: string | undefined): ThreeSteps | undefined {
  if (record.item.outcome === 'unreachable') {
    return {
      what: `The request reached nobody: ${record.response.body}`,
      where:
        'Look at the host name of the address: is it spelt as the resource is named, and is the resource still there?',
      idea: 'A name that nobody answers is no refusal. Identity and permission were never asked.',
    };
  }
  if (record.response.status === 501) {
    return {
      what: 'This simulation does not answer that request; Azure might.',
      where: 'The page about deviations lists what is simulated and what is not.',
      idea: 'What is not simulated is refused and never made up, so that you learn nothing wrong.',
    };
  }
  if (record.item.outcome !== 'refused') return undefined;
  return (
    acquisitionSteps(record.trace) ??
    targetSteps(record) ??
    byEnd[end ?? 'refused']?.(record) ??
    byEnd['refused']?.(record)
  );
}
