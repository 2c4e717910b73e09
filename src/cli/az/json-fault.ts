/**
 * What is wrong with a JSON text, in the words of Python's json module (Lib/json/decoder.py and scanner.py), which az
 * shows to whoever mistyped one.
 */
class Fault {
  readonly says: string;
  readonly at: number;
  constructor(says: string, at: number) {
    this.says = says;
    this.at = at;
  }
}

/** az's advice under such an error: the shell may have eaten the quotes. */
export const QUOTING_HINT =
  'The provided JSON string may have been parsed by the shell. See https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-quoting#json-strings';

const skip = (text: string, at: number): number => {
  let next = at;
  while (next < text.length && ' \t\n\r'.includes(text[next] ?? '')) next++;
  return next;
};

function string(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') return at + 1;
    if (character < ' ') throw new Fault('Invalid control character at', at);
    if (character !== '\\') continue;
    at += 1;
    const escape = text[at] ?? '';
    if (escape === '') throw new Fault('Unterminated string starting at', quote);
    if (escape === 'u' && !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5)))
      throw new Fault('Invalid \\uXXXX escape', at + 1);
    if (!'"\\/bfnrtu'.includes(escape)) throw new Fault('Invalid \\escape', at - 1);
  }
  throw new Fault('Unterminated string starting at', quote);
}

function object(text: string, open: number): number {
  let at = skip(text, open + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new Fault('Expecting property name enclosed in double quotes', at);
    at = skip(text, string(text, at));
    if (text[at] !== ':') throw new Fault("Expecting ':' delimiter", at);
    at = skip(text, value(text, skip(text, at + 1)));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at);
    const comma = at;
    at = skip(text, at + 1);
    if (text[at] === '}') throw new Fault('Illegal trailing comma before end of object', comma);
  }
}

function array(text: string, open: number): number {
  let at = skip(text, open + 1);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = skip(text, value(text, at));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at);
    const comma = at;
    at = skip(text, at + 1);
    if (text[at] === ']') throw new Fault('Illegal trailing comma before end of array', comma);
  }
}

const PLAIN = /^(?:null|true|false|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)/;

function value(text: string, at: number): number {
  if (text[at] === '"') return string(text, at);
  if (text[at] === '{') return object(text, at);
  if (text[at] === '[') return array(text, at);
  const plain = PLAIN.exec(text.slice(at));
  if (!plain) throw new Fault('Expecting value', at);
  return at + plain[0].length;
}

/** The first fault of a text that is no JSON, with its place, e.g. `Expecting value: line 1 column 2 (char 1)`. */
export function jsonFault(text: string): string {
  let fault = new Fault('Expecting value', 0);
  try {
    const end = skip(text, value(text, skip(text, 0)));
    fault = new Fault('Extra data', end);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    fault = error;
  }
  const before = text.slice(0, fault.at).split('\n');
  return `${fault.says}: line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1} (char ${fault.at})`;
}
