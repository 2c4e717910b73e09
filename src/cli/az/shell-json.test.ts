import { describe, expect, it } from 'vitest';
import { readShellJson } from './shell-json.ts';

describe('an argument that holds JSON', () => {
  it.each([
    ['{"a": [1, true, null]}', { a: [1, true, null] }],
    ["{'a': [1, True, None], 'b': 'x',}", { a: [1, true, null], b: 'x' }],
    [`{'it\\'s': 'say "hi"'}`, { "it's": 'say "hi"' }],
    ['[]', []],
  ])('%s', (source, value) => {
    expect(readShellJson(source)).toEqual(value);
  });

  it.each(["{a: 'b'}", "{'a': b}", "{'a' 'b'}", ''])('is refused when it is neither: %s', (source) => {
    expect(() => readShellJson(source)).toThrow('Failed to parse string as JSON');
  });
});
