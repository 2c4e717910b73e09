import { describe, expect, it } from 'vitest';
import { claimsFor, forbidden, granted, secretRequest, start, tokenRequest, useRun, visit } from '../samples.ts';
import { compare, differingFacts } from './compare.ts';
import { storyOf } from './story.ts';
import type { FlowRecord } from '#lab/session-client.ts';

const steps = (...records: FlowRecord[]) => storyOf(records.map((record) => ({ item: record.item, record }))).steps;

describe('two runs side by side', () => {
  const allowed = { ...granted, item: { ...granted.item, cause: 5 } };
  const rows = compare(steps(visit, tokenRequest, forbidden), steps(visit, tokenRequest, allowed));

  it('part where the permission was refused in one and given in the other', () => {
    const first = rows.find((row) => row.first);
    expect(first?.left).toMatchObject({ label: 'permission', outcome: 'refused' });
    expect(first?.right).toMatchObject({ label: 'permission', outcome: 'ok' });
    expect(rows.filter((row) => row.first)).toHaveLength(1);
  });

  it('keep every step of both, in order', () => {
    const left = rows.flatMap((row) => (row.left ? [row.left.id] : []));
    const right = rows.flatMap((row) => (row.right ? [row.right.id] : []));
    expect(left).toEqual(steps(visit, tokenRequest, forbidden).map(({ id }) => id));
    expect(right).toEqual(steps(visit, tokenRequest, allowed).map(({ id }) => id));
  });

  it('show what only one of them did on one side only', () => {
    expect(rows.filter((row) => !row.left).map((row) => row.right?.label)).toEqual(['locks, policy', 'object']);
  });

  it('have no difference when they are the same but for the numbers of their entries', () => {
    const again = { ...forbidden, token: { ...forbidden.token!, issuedBy: 99 } };
    expect(compare(steps(forbidden), steps(again)).every((row) => row.same && !row.first)).toBe(true);
  });

  it('are compared also where one is empty', () => {
    expect(compare([], steps(visit)).map((row) => row.first)).toEqual([true, false]);
    expect(compare([], [])).toEqual([]);
  });
});

describe('what was sent differently', () => {
  it('names address and claims, without those that differ always', () => {
    const other = secretRequest(9, useRun('forbidden'), {
      url: 'https://kv-shop.vault.azure.net/secrets/api-key?api-version=7.4',
      claims: claimsFor('https://vault.azure.net', { oid: 'other', iat: start / 1000, uti: 'x' }),
    });
    expect(
      differingFacts(forbidden, { ...other, request: { ...other.request, url: other.item.url! } }).map(
        ({ name }) => name,
      ),
    ).toEqual(['request', 'claim oid']);
    expect(differingFacts(forbidden, forbidden)).toEqual([]);
  });
});
