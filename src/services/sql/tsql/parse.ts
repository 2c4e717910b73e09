import { noProcedure, SqlRefused, syntax } from '../errors.ts';
import type { Column } from '../models.ts';
import { QueryParser } from './parse-query.ts';
import type { Expression, Statement } from './statements.ts';

/** Reads a batch of T-SQL. Nothing of a batch runs when a part of it cannot be read. */
class BatchParser extends QueryParser {
  batch(): Statement[] {
    const statements: Statement[] = [];
    while (!this.ended) {
      if (this.accept(';')) continue;
      statements.push(this.#statement(statements.length === 0));
    }
    return statements;
  }

  #statement(first: boolean): Statement {
    return this.nested(() => this.#one(first));
  }

  #one(first: boolean): Statement {
    const { word } = this;
    this.statement = word;
    if (word === 'SELECT') return this.select();
    if (word === 'INSERT') return this.#insert();
    if (word === 'UPDATE') return this.#update();
    if (word === 'DELETE') return this.#delete();
    if (word === 'CREATE') return this.#create();
    if (word === 'ALTER') return this.#alter();
    if (word === 'DROP') return this.#drop();
    if (word === 'GRANT' || word === 'DENY' || word === 'REVOKE') return this.#grant(word);
    if (word === 'IF') return this.#if();
    if (this.accept('USE')) return (this.identifier(), { kind: 'use' });
    if (this.isKnown(word) || word === 'SET') this.#refuse(word);
    const { kind, raw } = this.token;
    if (kind === 'sign' && /[-+*/%&|^~]/.test(raw)) this.#refuse(`the operator ${raw}`);
    if (first && kind === 'word' && !this.isReserved(word)) {
      // A word that starts a batch and is no statement calls a procedure.
      this.next();
      if (this.ended || this.accept(';')) throw new SqlRefused(noProcedure(raw));
    }
    throw new SqlRefused(syntax(this.token.raw));
  }

  #refuse(words: string): never {
    this.statement = '';
    return this.notSimulated(words);
  }

  #exists(): boolean {
    return this.accept('IF', 'EXISTS');
  }

  #create(): Statement {
    this.expect('CREATE');
    this.statement = `CREATE ${this.word}`;
    if (this.accept('USER')) return this.#createUser();
    if (!this.accept('TABLE')) this.#refuse(`CREATE ${this.word}`);
    const name = this.name();
    this.expect('(');
    const columns = this.list(() => this.#column());
    this.expect(')');
    return { kind: 'create-table', name, columns };
  }

  #createUser(): Statement {
    const name = this.identifier();
    if (this.accept('FROM') || this.accept('FOR')) {
      if (!this.accept('EXTERNAL')) this.#refuse('CREATE USER for a login');
      this.expect('PROVIDER');
      if (!this.accept('WITH')) return { kind: 'create-user', name, how: { from: 'provider' } };
      this.expect('OBJECT_ID', '=');
      return { kind: 'create-user', name, how: { from: 'provider', objectId: this.text() } };
    }
    if (!this.accept('WITH')) this.#refuse('CREATE USER for a login');
    if (this.accept('PASSWORD', '='))
      return { kind: 'create-user', name, how: { from: 'password', password: this.text() } };
    const options: Record<string, string> = {};
    this.list(() => {
      const option = this.word;
      if (option !== 'SID' && option !== 'TYPE') this.#refuse(`${option} in CREATE USER`);
      this.next();
      this.expect('=');
      if (option === 'SID' && this.token.kind !== 'binary') this.fail();
      options[option] = this.next().text;
    });
    return { kind: 'create-user', name, how: { from: 'sid', sid: options['SID'] ?? '', type: options['TYPE'] ?? '' } };
  }

  #column(): Column {
    if (['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK', 'INDEX'].includes(this.word))
      this.notSimulated(`${this.word} of a table`);
    const name = this.identifier();
    let type = this.identifier().toLowerCase();
    if (this.accept('(')) {
      type += `(${this.list(() => (this.accept('MAX') ? 'max' : String(this.whole()))).join(',')})`;
      this.expect(')');
    }
    const column: Column = { name, type, nullable: true };
    for (;;) {
      if (this.accept('NOT', 'NULL')) column.nullable = false;
      else if (this.accept('PRIMARY', 'KEY')) Object.assign(column, { key: true, nullable: false });
      else if (this.accept('IDENTITY')) {
        Object.assign(column, { identity: true, nullable: false });
        if (this.accept('(')) this.#step();
      } else if (!this.accept('NULL')) return column;
    }
  }

  /** `(1,1)` is the only identity here. */
  #step(): void {
    const start = this.whole();
    this.expect(',');
    const step = this.whole();
    this.expect(')');
    if (start !== 1 || step !== 1) this.notSimulated('an IDENTITY other than (1,1)');
  }

  #alter(): Statement {
    this.expect('ALTER');
    if (!this.accept('ROLE')) this.#refuse(`ALTER ${this.word}`);
    this.statement = 'ALTER ROLE';
    const role = this.identifier();
    const add = this.accept('ADD');
    if (!add) this.expect('DROP');
    this.expect('MEMBER');
    return { kind: 'alter-role', role, add, member: this.identifier() };
  }

  #drop(): Statement {
    this.expect('DROP');
    this.statement = `DROP ${this.word}`;
    if (this.accept('USER')) return { kind: 'drop-user', ifExists: this.#exists(), name: this.identifier() };
    if (!this.accept('TABLE')) this.#refuse(`DROP ${this.word}`);
    return { kind: 'drop-table', ifExists: this.#exists(), names: this.list(() => this.name()) };
  }

  #grant(verb: 'GRANT' | 'DENY' | 'REVOKE'): Statement {
    this.expect(verb);
    const permissions = this.list(() => this.#permission());
    let on;
    if (this.accept('ON')) {
      if (this.accept('SCHEMA', '::')) {
        if (this.identifier().toLowerCase() !== 'dbo') this.notSimulated('a schema other than dbo');
      } else {
        this.accept('OBJECT', '::');
        on = this.name();
      }
    }
    if (!this.accept('TO') && !(verb === 'REVOKE' && this.accept('FROM'))) this.fail();
    const to = this.list(() => this.identifier());
    return { kind: 'grant', verb, permissions, to, ...(on && { on }) };
  }

  #permission(): string {
    const { word } = this;
    if (!['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE'].includes(word))
      this.notSimulated(`the permission ${word}`);
    this.next();
    if (this.word === '(') this.notSimulated('a permission on columns');
    return word;
  }

  #insert(): Statement {
    this.expect('INSERT');
    this.accept('INTO');
    const into = this.name();
    let columns: string[] | undefined;
    if (this.accept('(')) {
      columns = this.list(() => this.identifier());
      this.expect(')');
    }
    if (this.word === 'SELECT') this.notSimulated('a query');
    this.expect('VALUES');
    const rows = this.list(() => {
      this.expect('(');
      const row = this.list((): Expression => this.expression());
      this.expect(')');
      return row;
    });
    return { kind: 'insert', into, rows, ...(columns && { columns }) };
  }

  #update(): Statement {
    this.expect('UPDATE');
    const table = this.name();
    this.expect('SET');
    const set = this.list(() => {
      const column = this.identifier();
      this.expect('=');
      return { column, to: this.expression() };
    });
    if (this.word === 'FROM') this.notSimulated('FROM');
    return { kind: 'update', table, set, ...(this.accept('WHERE') && { where: this.condition() }) };
  }

  #delete(): Statement {
    this.expect('DELETE');
    this.accept('FROM');
    return { kind: 'delete', from: this.name(), ...(this.accept('WHERE') && { where: this.condition() }) };
  }

  #block(): Statement[] {
    if (!this.accept('BEGIN')) return [this.#statement(false)];
    const statements: Statement[] = [];
    while (!this.accept('END')) {
      if (this.accept(';')) continue;
      if (['TRY', 'CATCH', 'TRAN', 'TRANSACTION'].includes(this.word)) this.#refuse(`BEGIN ${this.word}`);
      statements.push(this.#statement(false));
    }
    return statements;
  }

  #if(): Statement {
    this.expect('IF');
    const exists = !this.accept('NOT');
    if (!this.accept('EXISTS')) this.#refuse('IF with anything but EXISTS');
    this.expect('(');
    const query = this.select();
    this.expect(')');
    const then = this.#block();
    this.accept(';');
    return { kind: 'if', exists, query, then, otherwise: this.accept('ELSE') ? this.#block() : [] };
  }
}

/** The statements of a batch, or a thrown refusal: a mistake (102 and its like) or what is not simulated. */
export const parseBatch = (sql: string): Statement[] => new BatchParser(sql).batch();
