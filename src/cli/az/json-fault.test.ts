import { expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

// Messages of Python 3.13's json.loads for the same texts.
it.each([
  ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['', 'Expecting value: line 1 column 1 (char 0)'],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a":1 "b":2}', "Expecting ',' delimiter: line 1 column 8 (char 7)"],
  ['{"a":}', 'Expecting value: line 1 column 6 (char 5)'],
  ['[1,]', 'Illegal trailing comma before end of array: line 1 column 3 (char 2)'],
  ['{"a":1,}', 'Illegal trailing comma before end of object: line 1 column 7 (char 6)'],
  ['"abc', 'Unterminated string starting at: line 1 column 1 (char 0)'],
  ['{"a":1}\n}', 'Extra data: line 2 column 1 (char 8)'],
  ['{\n  "a": tru\n}', 'Expecting value: line 2 column 8 (char 9)'],
  ["{'a':1}", 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{"a":"x\ny"}', 'Invalid control character at: line 1 column 8 (char 7)'],
  ['{"a": {"b": [1, 2}}', "Expecting ',' delimiter: line 1 column 18 (char 17)"],
  ['"\\x"', 'Invalid \\escape: line 1 column 2 (char 1)'],
])('%j', (text, says) => {
  expect(jsonFault(text)).toBe(says);
});
