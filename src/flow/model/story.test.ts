import { describe, expect, it } from 'vitest';
import type { Authorization } from '#kernel/decision.ts';
import {
  contributor,
  decisionOf,
  forbidden,
  granted,
  itemOf,
  recordOf,
  secretRequest,
  tokenRequest,
  traceOf,
  useRun,
  visit,
} from '../samples.ts';
import { checksOf } from './checks.ts';
import { endOfRequest, storyOf } from './story.ts';
import type { FlowRecord } from '#lab/session-client.ts';

const told = (...records: FlowRecord[]) => records.map((record) => ({ item: record.item, record }));
const run = storyOf(told(visit, tokenRequest, forbidden));
const brief = run.steps.map(({ seq, kind, from, to, label }) => `#${seq} ${kind} ${from.title}>${to.title} ${label}`);

describe('the story of a visit', () => {
  it('tells every request, check and answer once, in order', () => {
    expect(brief).toEqual([
      '#5 request Ada>app-web Visit app-web',
      '#6 request app-web>identity endpoint Get a token for Key Vault',
      '#6 choice identity endpoint>identity endpoint system-assigned',
      '#6 inside identity endpoint>Entra ID Issue a token',
      '#6 inside-answer Entra ID>identity endpoint 200 OK',
      '#6 choice identity endpoint>identity endpoint a new token',
      '#6 answer identity endpoint>app-web 200 OK',
      '#7 request app-web>kv-shop Get secret db-password',
      '#7 check kv-shop>kv-shop signature',
      '#7 check kv-shop>kv-shop issuer',
      '#7 check kv-shop>kv-shop audience',
      '#7 check kv-shop>kv-shop lifetime',
      '#7 check kv-shop>kv-shop network',
      '#7 check kv-shop>kv-shop permission',
      '#7 answer kv-shop>app-web 403 ForbiddenByRbac',
      '#5 answer app-web>Ada 200 OK',
    ]);
  });

  it('stands the parties in line from who asks to who decides', () => {
    expect(run.parties.map(({ title }) => title)).toEqual([
      'Ada',
      'app-web',
      'identity endpoint',
      'Entra ID',
      'kv-shop',
      'Azure RBAC',
    ]);
  });

  it('gives each step its own id', () => {
    expect(new Set(run.steps.map(({ id }) => id)).size).toBe(run.steps.length);
  });

  it('says which token was used, and what was decided', () => {
    expect(run.steps[7]?.detail).toBe('GET /secrets/db-password, with the token of #6 (managed identity app-web)');
    expect(run.steps[13]).toMatchObject({
      outcome: 'refused',
      decision: 'no role grants secrets/getSecret/action here',
    });
    expect(run.steps[6]?.detail).toBe('a token for https://vault.azure.net');
  });

  it('opens a request at its answer', () => {
    expect(run.steps[endOfRequest(run.steps, 7)]?.label).toBe('403 ForbiddenByRbac');
    expect(endOfRequest(run.steps, 99)).toBe(run.steps.length - 1);
  });
});

describe('the checks at a target', () => {
  it.each([
    ['invalidSignature', 1, ['signature']],
    ['wrongIssuer', 2, ['signature', 'issuer']],
    ['wrongAudience', 3, ['signature', 'issuer', 'audience']],
    ['expired', 4, ['signature', 'issuer', 'audience', 'lifetime']],
    ['blockedByNetwork', 5, ['signature', 'issuer', 'audience', 'lifetime', 'network']],
  ])('end with the one that failed: %s', (end, count, names) => {
    const all = useRun().path.slice(0, count + 1);
    const checks = checksOf(secretRequest(7, { machine: 'token-use', path: [...all, end] }));
    expect(checks.map(({ name }) => name)).toEqual(names);
    expect(checks.map(({ passed }) => passed)).toEqual(names.map((_, at) => at < names.length - 1));
  });

  it('all pass when the request is answered', () => {
    expect(checksOf(granted).every(({ passed }) => passed)).toBe(true);
    expect(checksOf(granted)).toHaveLength(8);
  });

  it('are none for a request that was challenged; the story says so', () => {
    const challenged = secretRequest(7, { machine: 'token-use', path: ['received', 'challenged'] });
    expect(checksOf(challenged)).toEqual([]);
    expect(storyOf(told(challenged)).steps.map(({ label }) => label)).toContain('no token');
  });
});

describe('a request that needs several permissions', () => {
  const allowed = decisionOf({
    allowed: true,
    verdict: 'allowed',
    assignments: [{ ...contributor, outcome: 'grants' }],
  });
  const decided = (authorization: Authorization) => {
    const record = { ...granted, trace: { ...granted.trace, authorization } };
    return storyOf(told(record)).steps.find(({ label }) => label === 'permission')?.decision;
  };

  it('names the first that was given, or the one that was not', () => {
    const one = 'Contributor grants secrets/getSecret/action';
    expect(decided({ allowed: true, decisions: [allowed] })).toBe(one);
    expect(decided({ allowed: true, decisions: [allowed, allowed] })).toBe(`${one} (and 1 more)`);
    const lacking = decisionOf();
    expect(decided({ allowed: false, decisions: [allowed, lacking], lacking })).toMatch(/^no role grants/);
  });

  it('passes over the refusals before the one that any-of took', () => {
    expect(decided({ allowed: true, decisions: [decisionOf(), allowed] })).toBe(
      'Contributor grants secrets/getSecret/action',
    );
  });
});

describe('what has no answer', () => {
  it('is told as unreachable', () => {
    const lost = itemOf(3, {
      to: 'kv-shpo',
      url: 'https://kv-shpo.vault.azure.net/',
      status: 0,
      outcome: 'unreachable',
    });
    const response = { status: 0, headers: {}, body: 'Could not resolve host: kv-shpo.vault.azure.net' };
    const { steps } = storyOf(told(recordOf(lost, { response, trace: traceOf({ status: 0 }) })));
    expect(steps.map(({ outcome }) => outcome)).toEqual(['unreachable', 'unreachable']);
    expect(steps[1]?.sentence).toContain('Could not resolve host');
    expect(steps[1]?.to).toEqual(steps[1]?.from);
  });

  it('is told as a note where no request was sent', () => {
    const { steps } = storyOf([{ item: itemOf(3, { kind: 'run', outcome: 'note', summary: 'Program started' }) }]);
    expect(steps).toHaveLength(1);
    expect(steps[0]?.kind).toBe('note');
  });
});
