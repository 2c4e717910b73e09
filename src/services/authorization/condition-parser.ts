import { compilePattern, type PatternTest } from './match.ts';

export type Operand = { kind: 'attribute'; name: string } | { kind: 'values'; values: string[] };

export type Condition =
  | { kind: 'not'; of: Condition }
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'action'; test: PatternTest }
  | { kind: 'exists'; name: string; negated: boolean }
  | { kind: 'compare'; operator: string; left: Operand; right: Operand }
  | { kind: 'suboperation'; names: string[] };

interface Token {
  kind: 'word' | 'text' | 'attribute' | 'mark';
  value: string;
}

const pattern = /\s*(?:(@\w+\s*\[[^\]]*\](?:<[^>]*>)?)|'((?:[^'\\]|\\.)*)'|(&&|\|\||[!(){},])|([A-Za-z0-9_:.+*/-]+))/y;

function tokens(text: string): Token[] | undefined {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    if (text.slice(at).trim() === '') return found;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, attribute, quoted, mark, word] = match;
    if (attribute !== undefined)
      found.push({ kind: 'attribute', value: attribute.replaceAll(/\s/g, '').toLowerCase() });
    else if (quoted !== undefined) found.push({ kind: 'text', value: quoted });
    else if (mark !== undefined) found.push({ kind: 'mark', value: mark });
    else found.push({ kind: 'word', value: word ?? '' });
    at = pattern.lastIndex;
  }
  return found;
}

class Refused extends Error {}

/** Recursive descent: or, and, not, and the single expressions. Depth is bounded, because a condition is a stranger's text. */
class Parser {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(list: Token[]) {
    this.#tokens = list;
  }

  whole(): Condition {
    const condition = this.#or();
    if (this.#at < this.#tokens.length) throw new Refused();
    return condition;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #takes(...words: string[]): boolean {
    const token = this.#peek();
    if (!token || token.kind === 'text' || !words.includes(token.value.toLowerCase())) return false;
    this.#at += 1;
    return true;
  }

  #must(word: string): void {
    if (!this.#takes(word)) throw new Refused();
  }

  #or(): Condition {
    if ((this.#depth += 1) > 100) throw new Refused();
    let left = this.#and();
    while (this.#takes('or', '||')) left = { kind: 'or', left, right: this.#and() };
    this.#depth -= 1;
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#takes('and', '&&')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Condition {
    let turns = 0;
    while (this.#takes('!', 'not')) turns += 1;
    const inner = this.#single();
    return turns % 2 ? { kind: 'not', of: inner } : inner;
  }

  #single(): Condition {
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#must(')');
      return inner;
    }
    if (this.#takes('actionmatches')) {
      const [action, ...more] = this.#set();
      if (action === undefined || more.length) throw new Refused();
      return { kind: 'action', test: compilePattern(action) };
    }
    if (this.#takes('suboperationmatches')) {
      return { kind: 'suboperation', names: this.#set() };
    }
    if (this.#takes('exists')) return { kind: 'exists', name: this.#attribute(), negated: false };
    if (this.#takes('notexists')) return { kind: 'exists', name: this.#attribute(), negated: true };
    const left = this.#operand();
    const operator = this.#next('word').toLowerCase();
    return { kind: 'compare', operator, left, right: this.#operand() };
  }

  #next(kind: Token['kind']): string {
    const token = this.#peek();
    if (token?.kind !== kind) throw new Refused();
    this.#at += 1;
    return token.value;
  }

  #attribute(): string {
    return this.#next('attribute');
  }

  #operand(): Operand {
    const token = this.#peek();
    if (token?.kind === 'attribute') return { kind: 'attribute', name: this.#attribute() };
    if (token?.kind === 'mark') return { kind: 'values', values: this.#set() };
    if (!token) throw new Refused();
    this.#at += 1;
    return { kind: 'values', values: [token.value] };
  }

  /** `{'a', b, c}` */
  #set(): string[] {
    this.#must('{');
    const values: string[] = [];
    do {
      const token = this.#peek();
      if (token?.kind !== 'text' && token?.kind !== 'word') throw new Refused();
      values.push(token.value);
      this.#at += 1;
    } while (this.#takes(','));
    this.#must('}');
    return values;
  }
}

/** Reads an ABAC condition. Returns undefined when the text does not follow the documented format. */
export function parseCondition(text: string): Condition | undefined {
  const list = tokens(text);
  if (!list?.length) return undefined;
  try {
    return new Parser(list).whole();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
