import { expect, it } from 'vitest';
import { wrapLabel } from './wrap.ts';

it.each([
  ['audience', ['audience']],
  ['no system assigned identity', ['no system assigned', 'identity']],
  ['averyveryverylongword here', ['averyveryverylongword', 'here']],
  ['averyveryverylongword', ['averyveryverylongword']],
])('%s', (text, lines) => {
  expect(wrapLabel(text, 18)).toEqual(lines);
});
