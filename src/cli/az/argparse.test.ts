import { describe, expect, it } from 'vitest';
import { matchOptions, missingRequired, type OptionSpec } from './argparse.ts';

const SPECS: OptionSpec[] = [
  { key: 'name', options: ['--name', '-n'], required: true },
  { key: 'namespace', options: ['--namespace'] },
  { key: 'yes', options: ['--yes', '-y'], takes: 'flag' },
  { key: 'tags', options: ['--tags'], takes: 'any' },
  { key: 'ids', options: ['--ids'], takes: 'many' },
  { key: 'enabled', options: ['--enabled'], takes: 'maybe' },
];

function given(line: string): unknown {
  const result = matchOptions(line === '' ? [] : line.split(' '), SPECS);
  if ('error' in result) return result.error;
  const { extras } = result.matched;
  return { ...Object.fromEntries(result.matched.given), ...(extras.length > 0 && { extras }) };
}

describe('options are matched as Python matches them', () => {
  it.each([
    ['-n a', { name: ['a'] }],
    ['-na', { name: ['a'] }],
    ['-n=a', { name: ['a'] }],
    ['--name=a=b', { name: ['a=b'] }],
    ['--name a --name b', { name: ['b'] }],
    ['--nam a', 'ambiguous option: --nam could match --name, --namespace'],
    ['--names a', { namespace: ['a'] }],
    ['--namesp=a', { namespace: ['a'] }],
    ['-y -n a', { yes: [], name: ['a'] }],
    ['-yn a', { yes: [], name: ['a'] }],
    ['-yna', { yes: [], name: ['a'] }],
    ['-yz', "argument --yes/-y: ignored explicit argument 'z'"],
    ['--yes=x', "argument --yes/-y: ignored explicit argument 'x'"],
    ['--tags a b -y', { tags: ['a', 'b'], yes: [] }],
    ['--tags', { tags: [] }],
    ['--ids', 'argument --ids: expected at least one argument'],
    ['--ids -y', 'argument --ids: expected at least one argument'],
    ['--ids a b', { ids: ['a', 'b'] }],
    ['--enabled', { enabled: [] }],
    ['--enabled true rest', { enabled: ['true'], extras: ['rest'] }],
    ['-n', 'argument --name/-n: expected one argument'],
    ['-n -y', 'argument --name/-n: expected one argument'],
    ['-n -5', { name: ['-5'] }],
    ['-n -', { name: ['-'] }],
    ['-n a --zzz b', { name: ['a'], extras: ['--zzz', 'b'] }],
    ['-n a -- -y', { name: ['a'], extras: ['--', '-y'] }],
    ['stray', { extras: ['stray'] }],
    ['', {}],
  ])('%j', (line, expected) => {
    expect(given(line)).toEqual(expected);
  });

  it('takes a value with a blank for a value, even when it begins with a dash', () => {
    expect(matchOptions(['-n', '-a b'], SPECS)).toEqual({
      matched: { given: new Map([['name', ['-a b']]]), extras: [] },
    });
  });

  it('names every spelling of a required option that is missing', () => {
    expect(missingRequired(SPECS, new Map())).toBe('the following arguments are required: --name/-n');
    expect(missingRequired(SPECS, new Map([['name', ['a']]]))).toBeUndefined();
  });
});
