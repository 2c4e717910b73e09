import { Cursor } from './cursor.ts';
import type { Condition, Expression, Item, Select, Source } from './statements.ts';

const signs = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const functions = new Set('SUSER_SNAME SUSER_NAME ORIGINAL_LOGIN USER_NAME DB_NAME IS_MEMBER IS_ROLEMEMBER'.split(' '));
/** Functions that are written without parentheses. */
const bare = new Set(['CURRENT_USER', 'SESSION_USER', 'SYSTEM_USER', 'USER', '@@VERSION', '@@SERVERNAME']);

/** Queries: one table or several joined ones, conditions, order. */
export class QueryParser extends Cursor {
  protected select(): Select {
    this.statement = 'SELECT';
    this.expect('SELECT');
    const distinct = this.accept('DISTINCT');
    let top: number | undefined;
    if (this.accept('TOP')) {
      const bracket = this.accept('(');
      top = this.whole();
      if (bracket) this.expect(')');
    }
    const items = this.list(() => this.#item());
    const from = this.accept('FROM') ? this.#sources() : [];
    const where = this.accept('WHERE') ? this.condition() : undefined;
    const order = this.accept('ORDER', 'BY') ? this.list(() => this.#order()) : [];
    return { kind: 'select', distinct, items, from, order, ...(top !== undefined && { top }), ...(where && { where }) };
  }

  #item(): Item {
    if (this.accept('*')) return { kind: 'all' };
    if (this.accept('COUNT', '(')) {
      if (!this.accept('*')) this.notSimulated('COUNT of anything but *');
      this.expect(')');
      return { kind: 'count', ...this.#alias() };
    }
    const expression = this.expression();
    if (expression.kind === 'column' && expression.name === '*')
      return { kind: 'all', ...(expression.of !== undefined && { of: expression.of }) };
    return { kind: 'expression', expression, ...this.#alias() };
  }

  #alias(): { alias?: string } {
    const said = this.accept('AS');
    const { kind, text } = this.token;
    const plain = kind === 'name' || (kind === 'word' && !this.isReserved(this.word) && !this.isKnown(this.word));
    if (said && kind === 'text') return { alias: (this.next(), text) };
    return said || plain ? { alias: this.identifier() } : {};
  }

  #source(): Source {
    const name = this.name();
    if (this.word === '(') this.notSimulated(`the function ${name.written}`);
    return { name, ...this.#alias() };
  }

  #sources(): Source[] {
    const sources = [this.#source()];
    for (;;) {
      const left = this.accept('LEFT', 'OUTER', 'JOIN') || this.accept('LEFT', 'JOIN');
      if (!left && !this.accept('INNER', 'JOIN') && !this.accept('JOIN')) break;
      const joined = this.#source();
      this.expect('ON');
      sources.push({ ...joined, on: this.condition(), left });
    }
    if (this.word === ',') this.notSimulated('a list of tables');
    return sources;
  }

  #order(): { by: Expression; descending: boolean } {
    const by = this.expression();
    const descending = this.accept('DESC');
    if (!descending) this.accept('ASC');
    return { by, descending };
  }

  protected condition(): Condition {
    let left = this.#all();
    while (this.accept('OR')) left = { kind: 'or', left, right: this.#all() };
    return left;
  }

  #all(): Condition {
    let left = this.#one();
    while (this.accept('AND')) left = { kind: 'and', left, right: this.#one() };
    return left;
  }

  #one(): Condition {
    return this.nested(() => this.#test());
  }

  #test(): Condition {
    if (this.accept('NOT')) return { kind: 'not', inner: this.#one() };
    if (this.accept('(')) {
      const inner = this.condition();
      this.expect(')');
      return inner;
    }
    const left = this.expression();
    if (this.accept('IS')) {
      const not = this.accept('NOT');
      this.expect('NULL');
      return { kind: 'null', not, left };
    }
    const not = this.accept('NOT');
    if (this.accept('LIKE')) return { kind: 'like', not, left, right: this.expression() };
    if (this.accept('IN')) {
      this.expect('(');
      if (this.word === 'SELECT') this.notSimulated('a query within a query');
      const list = this.list(() => this.expression());
      this.expect(')');
      return { kind: 'in', not, left, list };
    }
    if (not || !signs.has(this.word)) this.fail();
    const sign = this.next().text;
    return { kind: 'compare', sign: sign === '!=' ? '<>' : sign, left, right: this.expression() };
  }

  protected expression(): Expression {
    const { kind, text } = this.token;
    if (kind === 'text' || kind === 'binary') return { kind: 'value', value: (this.next(), text) };
    if (this.accept('-')) return { kind: 'value', value: -this.#number() };
    if (kind === 'number') return { kind: 'value', value: this.#number() };
    if (this.accept('NULL')) return { kind: 'value', value: null };
    if (bare.has(this.word)) return { kind: 'call', name: this.next().text.toUpperCase(), arguments: [] };
    if (this.word === '(') this.notSimulated('an expression in parentheses');
    if (this.word.startsWith('@')) this.notSimulated('a variable');
    const first = this.identifier();
    if (this.accept('(')) {
      if (!functions.has(first.toUpperCase())) this.notSimulated(`the function ${first.toUpperCase()}`);
      const given = this.word === ')' ? [] : this.list(() => this.expression());
      this.expect(')');
      return { kind: 'call', name: first.toUpperCase(), arguments: given };
    }
    if (!this.accept('.')) return { kind: 'column', name: first };
    if (this.accept('*')) return { kind: 'column', of: first, name: '*' };
    return { kind: 'column', of: first, name: this.identifier() };
  }

  #number(): number {
    if (this.token.kind !== 'number') this.fail();
    return Number(this.next().text);
  }
}
