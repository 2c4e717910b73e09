import { expect, it } from 'vitest';
import { forbidden, granted, itemOf, secretRequest, useRun } from '../samples.ts';
import { storyOf } from '../model/story.ts';
import { partedWords } from './parted.ts';
import type { FlowRecord } from '#lab/session-client.ts';

const step = (record: FlowRecord, label: string) =>
  storyOf([{ item: record.item, record }]).steps.find((one) => one.label === label);

it('tells two outcomes of one check apart, with what was decided', () => {
  expect(partedWords(step(forbidden, 'permission'), step(granted, 'permission'), 7, 12)).toBe(
    'At "permission" they part: #7 failed (no role grants secrets/getSecret/action here), #12 passed (Key Vault Secrets User grants secrets/getSecret/action).',
  );
});

it('tells two answers apart', () => {
  expect(partedWords(step(forbidden, '403 ForbiddenByRbac'), step(granted, '200 OK'), 7, 12)).toBe(
    'Here they part: #7 "403 ForbiddenByRbac", #12 "200 OK".',
  );
});

it('tells two callers apart', () => {
  const other = secretRequest(9, useRun('forbidden'), { from: 'app-two' });
  const label = itemOf(7, forbidden.item).summary;
  expect(partedWords(step(forbidden, label), step(other, label), 7, 9)).toBe(
    'At "Get secret db-password" they part: #7 app-web → kv-shop, #9 app-two → kv-shop.',
  );
});

it('says who alone did a thing', () => {
  expect(partedWords(undefined, step(granted, 'object'), 7, 12)).toBe('Here they part: only #12 comes to "object".');
});
