/**
 * The part of Python's argparse that az's behaviour shows through: prefixes of long options, `-gvalue`, `--opt=value`,
 * greedy lists, and its sentences. It knows nothing of az. Follows Lib/argparse.py of Python 3.12.
 */
export interface OptionSpec {
  key: string;
  options: readonly string[];
  takes?: 'flag' | 'maybe' | 'any' | 'many';
  required?: boolean;
  /** Values without an option go here; `options` then holds what it is called. */
  positional?: boolean;
  /** Values of several uses add up. */
  repeats?: boolean;
}

export interface Matched {
  /** Values per option key; a flag, or a `maybe` without value, has an empty list. The last use of an option wins. */
  given: Map<string, string[]>;
  /** Arguments that no option took. */
  extras: string[];
}

export type MatchResult = { matched: Matched } | { error: string; option?: OptionSpec };

type Token =
  | { kind: 'value'; text: string }
  | { kind: 'stop'; text: string }
  | { kind: 'option'; text: string; spec: OptionSpec | undefined; explicit?: string };

/** How argparse names an option in its messages: every spelling, joined by slashes. */
export function displayName(spec: OptionSpec): string {
  return spec.options.join('/');
}

function candidates(
  text: string,
  specs: readonly OptionSpec[],
): { spec: OptionSpec; option: string; explicit?: string }[] {
  const all = specs.flatMap((spec) => spec.options.map((option) => ({ spec, option })));
  if (text.startsWith('--')) {
    const cut = text.indexOf('=');
    const prefix = cut < 0 ? text : text.slice(0, cut);
    const explicit = cut < 0 ? undefined : text.slice(cut + 1);
    return all.filter(({ option }) => option.startsWith(prefix)).map((found) => ({ ...found, explicit }));
  }
  const letter = text.slice(0, 2);
  return all
    .filter(({ option }) => option === letter || option.startsWith(text))
    .map((found) => (found.option === letter ? { ...found, explicit: text.slice(2) } : found));
}

function classify(text: string, specs: readonly OptionSpec[]): Token | { error: string } {
  if (!text.startsWith('-') || text === '-') return { kind: 'value', text };
  const exact = specs.find((spec) => spec.options.includes(text));
  if (exact) return { kind: 'option', text, spec: exact };
  const cut = text.indexOf('=');
  if (cut >= 0) {
    const name = text.slice(0, cut);
    const spec = specs.find(({ options }) => options.includes(name));
    if (spec) return { kind: 'option', text: name, spec, explicit: text.slice(cut + 1) };
  }
  const found = candidates(text, specs);
  if (found.length > 1)
    return { error: `ambiguous option: ${text} could match ${found.map(({ option }) => option).join(', ')}` };
  const only = found[0];
  if (only) return { kind: 'option', text: only.option, spec: only.spec, explicit: only.explicit };
  if (/^-\d+$|^-\d*\.\d+$/.test(text) || text.includes(' ')) return { kind: 'value', text };
  return { kind: 'option', text, spec: undefined };
}

function tokenize(argv: readonly string[], specs: readonly OptionSpec[]): Token[] | { error: string } {
  const tokens: Token[] = [];
  for (const text of argv) {
    const stopped = tokens.some(({ kind }) => kind === 'stop');
    const token: Token | { error: string } = stopped
      ? { kind: 'value', text }
      : text === '--'
        ? { kind: 'stop', text }
        : classify(text, specs);
    if ('error' in token) return token;
    tokens.push(token);
  }
  return tokens;
}

const SHORTAGE = { one: 'expected one argument', many: 'expected at least one argument' };

/** Matches arguments to options. An error is the sentence that follows `ERROR: `, without any hint. */
export function matchOptions(argv: readonly string[], specs: readonly OptionSpec[]): MatchResult {
  const tokens = tokenize(
    argv,
    specs.filter(({ positional }) => !positional),
  );
  if ('error' in tokens) return tokens;
  const given = new Map<string, string[]>();
  const extras: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind !== 'option' || !token.spec) {
      extras.push(token.text);
      continue;
    }
    const { spec, explicit } = token;
    if (explicit !== undefined && spec.takes === 'flag') {
      const rest = unbundle(token.text, explicit, spec, specs);
      if ('error' in rest) return rest;
      given.set(spec.key, []);
      tokens.splice(i + 1, 0, rest);
      continue;
    }
    const values = explicit === undefined ? [] : [explicit];
    if (explicit === undefined && spec.takes !== 'flag') {
      const limit = spec.takes === undefined || spec.takes === 'maybe' ? 1 : Infinity;
      while (values.length < limit && tokens[i + 1]?.kind === 'value') values.push((tokens[++i] as Token).text);
      if (values.length === 0 && (spec.takes === undefined || spec.takes === 'many'))
        return { error: `argument ${displayName(spec)}: ${SHORTAGE[spec.takes ?? 'one']}`, option: spec };
    }
    given.set(spec.key, spec.repeats ? [...(given.get(spec.key) ?? []), ...values] : values);
  }
  return { matched: { given, extras: placed(tokens, specs, given, extras) } };
}

/** Gives the first values that no option took to the positional argument; what is left is extra. */
function placed(
  tokens: readonly Token[],
  specs: readonly OptionSpec[],
  given: Map<string, string[]>,
  extras: readonly string[],
): string[] {
  const spec = specs.find(({ positional }) => positional);
  if (!spec) return [...extras];
  const free = extras.filter((text) => tokens.some((token) => token.kind === 'value' && token.text === text));
  const mine = spec.takes === 'any' || spec.takes === 'many' ? free : free.slice(0, 1);
  if (mine.length > 0) given.set(spec.key, mine);
  return extras.filter((text) => !mine.includes(text));
}

/** `-yn name`: what follows a flag's letter is another short option. */
function unbundle(
  text: string,
  explicit: string,
  spec: OptionSpec,
  specs: readonly OptionSpec[],
): Token | { error: string; option: OptionSpec } {
  const letter = `-${explicit.slice(0, 1)}`;
  const next = text.startsWith('--') ? undefined : specs.find(({ options }) => options.includes(letter));
  if (!next) return { error: `argument ${displayName(spec)}: ignored explicit argument '${explicit}'`, option: spec };
  const remaining = explicit.slice(1);
  return { kind: 'option', text: letter, spec: next, explicit: remaining === '' ? undefined : remaining };
}

/** The sentence about required options that were not given, or undefined when none is missing. */
export function missingRequired(
  specs: readonly OptionSpec[],
  given: ReadonlyMap<string, string[]>,
): string | undefined {
  const missing = specs.filter((spec) => spec.required && !given.has(spec.key)).map(displayName);
  return missing.length === 0 ? undefined : `the following arguments are required: ${missing.join(', ')}`;
}
