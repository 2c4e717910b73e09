import type { FlowRecord, LogItem } from '#lab/session-client.ts';
import type { Trace } from '#kernel/trace.ts';
import { identityChosen } from '../words/acquisition.ts';
import { challengedWords, titleOf } from '../words/checks.ts';
import { machineTitle, stateTitle } from '../words/machines.ts';
import { statusWords, type Outcome } from '../words/outcome.ts';
import { proofWords } from '../words/proof.ts';
import * as words from '../words/steps.ts';
import { verdictOf, verdictSentence } from '../words/why.ts';
import { callerName, checksOf, endOf, tokenUse, type Check } from './checks.ts';
import { asker, askedBy, byAddress, decisionParty, inOrder, targetOf, type Party } from './parties.ts';

export type StepKind = 'request' | 'check' | 'choice' | 'inside' | 'inside-answer' | 'answer' | 'note';

/** One thing that happened, between two parties or inside one. */
export interface Step {
  id: string;
  /** The entry of the log that it belongs to. */
  seq: number;
  kind: StepKind;
  from: Party;
  to: Party;
  outcome: Outcome;
  label: string;
  detail?: string;
  sentence: string;
  /** The decision that a check at the target asked for: what it said in a few words. */
  decision?: string;
}

export interface Story {
  steps: Step[];
  /** From left to right. */
  parties: Party[];
}

/** A line of the log with what is known of it; the record is missing for what is no request. */
export interface Told {
  item: LogItem;
  record?: FlowRecord;
}

type Draft = Omit<Step, 'id' | 'seq'>;

const good = (status: number): Outcome => (status === 0 ? 'unreachable' : status < 400 ? 'ok' : 'refused');

function insideDrafts(from: Party, trace: Trace): Draft[] {
  return trace.inside.flatMap(({ as, method, url, trace: inner }): Draft[] => {
    const to = byAddress(url);
    const label = words.insideLabel(method, url, inner.title);
    const code = inner.refusal?.code;
    return [
      {
        kind: 'inside',
        from,
        to,
        outcome: 'note',
        label,
        sentence: words.insideSentence(from.title, to.title, label, as),
      },
      ...insideDrafts(to, inner),
      {
        kind: 'inside-answer',
        from: to,
        to: from,
        outcome: good(inner.status),
        label: statusWords(inner.status, code),
        sentence: words.insideAnswerSentence(from.title, to.title, inner.status, code),
      },
    ];
  });
}

/** What a handler's own machine came to: which identity it took before it asked on, and how it ended after that. */
function choiceDrafts(at: Party, trace: Trace, outcome: Outcome): { before: Draft[]; after: Draft[] } {
  const runs = trace.runs.filter(({ machine }) => machine !== tokenUse);
  const came = outcome === 'ok' ? ('ok' as const) : ('refused' as const);
  const draft = { kind: 'choice' as const, from: at, to: at };
  const before = runs.flatMap((run): Draft[] => {
    const chosen = identityChosen(run);
    return chosen ? [{ ...draft, outcome: 'ok', ...chosen }] : [];
  });
  const after = runs.map(({ machine, path }): Draft => {
    const end = stateTitle(machine, path.at(-1) ?? '');
    const detail = machineTitle(machine);
    return { ...draft, outcome: came, label: end, detail, sentence: `${detail} ends with: ${end}.` };
  });
  return { before, after };
}

function checkDraft(at: Party, check: Check, record: FlowRecord): Draft {
  const { authorization } = record.trace;
  const asks = check.name === 'permission' && authorization;
  const verdicts = asks ? (authorization.lacking ? [authorization.lacking] : authorization.decisions) : [];
  const caller = callerName(record);
  return {
    kind: 'check',
    from: at,
    to: at,
    outcome: check.passed ? 'ok' : 'refused',
    label: titleOf(check.name, record),
    sentence: [check.sentence, ...verdicts.map((decision) => verdictSentence(decision, caller))].join(' '),
    ...(asks && { decision: verdictOf(authorization) }),
  };
}

function targetDrafts(record: FlowRecord): Draft[] {
  const at = targetOf(record);
  const checks = checksOf(record);
  const choice = choiceDrafts(at, record.trace, record.item.outcome);
  const challenged = endOf(record) === 'challenged';
  const before = checks.filter(({ name }) => name !== 'object').map((check) => checkDraft(at, check, record));
  const object = checks.filter(({ name }) => name === 'object').map((check) => checkDraft(at, check, record));
  const note: Draft = {
    kind: 'check',
    from: at,
    to: at,
    outcome: 'refused',
    label: 'no token',
    sentence: challengedWords,
  };
  return [
    ...before,
    ...(challenged ? [note] : []),
    ...choice.before,
    ...insideDrafts(at, record.trace),
    ...choice.after,
    ...object,
  ];
}

function tell(told: Told, all: readonly Told[]): Step[] {
  const { item, record } = told;
  const caused = all.filter((other) => other.item.cause === item.seq && other.item.seq > item.seq);
  const within = caused.flatMap((child) => tell(child, all));
  const number = (drafts: Draft[], side: string): Step[] =>
    drafts.map((draft, n) => ({ ...draft, id: `${item.seq}${side}${n}`, seq: item.seq }));
  const [from, to] = [asker(item), record ? targetOf(record) : askedBy(item)];
  if (!record) {
    const sentence = words.programSentence(item.from, item.summary);
    const note: Draft = { kind: 'note', from: to, to, outcome: item.outcome, label: item.summary, sentence };
    return [...number([note], 'a'), ...within];
  }
  const line = words.lineOf(record.request.method, record.request.url);
  const bears = proofWords(record);
  const request: Draft = {
    kind: 'request',
    from,
    to,
    outcome: item.outcome === 'unreachable' ? 'unreachable' : 'note',
    label: item.summary,
    detail: bears ? `${line}, ${bears}` : line,
    sentence: words.requestSentence(record),
  };
  const answer: Draft = {
    kind: 'answer',
    from: to,
    // Nobody answers, so nothing comes back: the story ends where it failed.
    to: item.outcome === 'unreachable' ? to : from,
    outcome: item.outcome,
    label: statusWords(record.response.status, item.code),
    sentence: words.answerSentence(record),
    ...(words.bringsWords(record) && { detail: words.bringsWords(record) }),
  };
  return [...number([request, ...targetDrafts(record)], 'a'), ...within, ...number([answer], 'z')];
}

/** The story of a run in the order in which things happened; a visit is answered after all that it caused. */
export function storyOf(run: readonly Told[]): Story {
  const known = new Set(run.map(({ item }) => item.seq));
  const beginnings = run.filter(
    ({ item }) => item.cause === undefined || !known.has(item.cause) || item.cause >= item.seq,
  );
  const steps = beginnings.flatMap((told) => tell(told, run));
  const parties = steps.flatMap(({ from, to, decision }) => [
    from,
    to,
    ...(decision === undefined ? [] : [decisionParty]),
  ]);
  return { steps, parties: inOrder(parties) };
}

/** Where a request ends in a story: the place to stand when it is opened. */
export function endOfRequest(steps: readonly Step[], seq: number): number {
  const last = steps.findLastIndex((step) => step.seq === seq);
  return last < 0 ? Math.max(0, steps.length - 1) : last;
}
