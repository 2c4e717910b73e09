import type { Refusal } from '#kernel/result.ts';
import { filterSyntax, unknownProperty, unsupportedFilter } from './graph-errors.ts';

export type Shape = Record<string, unknown>;
type Test = (shape: Shape) => boolean;
type Literal = string | boolean | null;

/** Thrown within the parser only; `parseFilter` turns it into Graph's refusal. */
class Unreadable extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const tokenPattern = /\s*(?:('(?:[^']|'')*')|([A-Za-z_][A-Za-z0-9_]*)|([(),/:]))/y;

interface Token {
  text: string;
  at: number;
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const text = filter.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const at = tokenPattern.lastIndex;
    const found = tokenPattern.exec(text);
    if (!found) throw new Unreadable(filterSyntax(filter, at));
    tokens.push({ text: found[1] ?? found[2] ?? found[3] ?? '', at });
  }
  return tokens;
}

const same = (value: unknown, literal: Literal): boolean =>
  typeof value === 'string' && typeof literal === 'string'
    ? value.toLowerCase() === literal.toLowerCase()
    : (value ?? null) === literal;

const startsWith = (value: unknown, literal: Literal): boolean =>
  typeof value === 'string' && typeof literal === 'string' && value.toLowerCase().startsWith(literal.toLowerCase());

/** `eq`, `in`, `startswith` and `any` with `and`, `or`, `not`: what a directory query may say without advanced capabilities. */
class Parser {
  readonly #filter: string;
  readonly #type: string;
  readonly #known: readonly string[];
  readonly #tokens: Token[];
  #next = 0;

  constructor(filter: string, type: string, known: readonly string[]) {
    this.#filter = filter;
    this.#type = type;
    this.#known = known;
    this.#tokens = tokenize(filter);
  }

  whole(): Test {
    const test = this.#or();
    if (this.#next < this.#tokens.length) this.#fail();
    return test;
  }

  #fail(): never {
    throw new Unreadable(filterSyntax(this.#filter, this.#tokens[this.#next]?.at ?? this.#filter.length));
  }

  #peek(): string {
    return this.#tokens[this.#next]?.text ?? '';
  }

  #take(): string {
    const text = this.#peek();
    if (text === '') this.#fail();
    this.#next += 1;
    return text;
  }

  #expect(text: string): void {
    if (this.#peek().toLowerCase() !== text) this.#fail();
    this.#next += 1;
  }

  #accept(text: string): boolean {
    const found = this.#peek().toLowerCase() === text;
    if (found) this.#next += 1;
    return found;
  }

  #or(): Test {
    let left = this.#and();
    while (this.#accept('or')) {
      const [a, b] = [left, this.#and()];
      left = (shape) => a(shape) || b(shape);
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    while (this.#accept('and')) {
      const [a, b] = [left, this.#not()];
      left = (shape) => a(shape) && b(shape);
    }
    return left;
  }

  #not(): Test {
    if (!this.#accept('not')) return this.#primary();
    const inner = this.#not();
    return (shape) => !inner(shape);
  }

  #primary(): Test {
    if (this.#accept('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (this.#accept('startswith')) {
      const [name, literal] = this.#callArguments(() => this.#property());
      return (shape) => startsWith(shape[name], literal);
    }
    const name = this.#property();
    if (this.#accept('/')) return this.#any(name);
    return this.#compare(name);
  }

  #compare(name: string): Test {
    if (this.#accept('eq')) {
      const literal = this.#literal();
      return (shape) => same(shape[name], literal);
    }
    if (!this.#accept('in')) throw new Unreadable(unsupportedFilter(name, this.#type));
    this.#expect('(');
    const literals = [this.#literal()];
    while (this.#accept(',')) literals.push(this.#literal());
    this.#expect(')');
    return (shape) => literals.some((literal) => same(shape[name], literal));
  }

  #any(name: string): Test {
    this.#expect('any');
    this.#expect('(');
    const variable = this.#take();
    this.#expect(':');
    const [test, literal] = this.#accept('startswith')
      ? [startsWith, this.#callArguments(() => (this.#expect(variable), variable))[1]]
      : (this.#expect(variable), this.#expect('eq'), [same, this.#literal()] as const);
    this.#expect(')');
    return (shape) => Array.isArray(shape[name]) && shape[name].some((item) => test(item, literal));
  }

  #callArguments(first: () => string): [name: string, literal: Literal] {
    this.#expect('(');
    const name = first();
    this.#expect(',');
    const literal = this.#literal();
    this.#expect(')');
    return [name, literal];
  }

  #property(): string {
    const text = this.#take();
    if (!/^[A-Za-z]/.test(text)) {
      this.#next -= 1;
      this.#fail();
    }
    const name = this.#known.find((known) => known.toLowerCase() === text.toLowerCase());
    if (!name) throw new Unreadable(unknownProperty(text, this.#type));
    return name;
  }

  #literal(): Literal {
    const text = this.#take();
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    this.#next -= 1;
    return this.#fail();
  }
}

/**
 * Reads an OData `$filter` over objects of one type. Refuses like Graph: unknown properties, operators that need
 * advanced query capabilities, syntax. Source: "Use the $filter query parameter" (Microsoft Graph).
 */
export function parseFilter(
  filter: string,
  type: string,
  known: readonly string[],
): { test: Test } | { refusal: Refusal } {
  try {
    return { test: new Parser(filter, type, known).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return { refusal: error.refusal };
    throw error;
  }
}
