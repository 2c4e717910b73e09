import { NotSimulatedSql, SqlRefused, syntax } from '../errors.ts';
import type { Name } from './statements.ts';
import { tokenize, type Token } from './tokens.ts';

/** Words of T-SQL that this tenant knows and does not run: said to be so, instead of being called a mistake. */
const known = new Set(
  (
    'ADD ALL ANY APPLY AUTHORIZATION AUTO BACKUP BEGIN BETWEEN BREAK BROWSE BULK CASCADE CASE CHECK CHECKPOINT CLOSE ' +
    'COLLATE COMMIT COMPUTE CONSTRAINT CONTAINS CONTINUE CONVERT CROSS CURSOR DBCC DEALLOCATE DECLARE DEFAULT ' +
    'DEFAULT_SCHEMA DISTRIBUTED ESCAPE EXCEPT EXEC EXECUTE EXISTS FETCH FOR FOREIGN FREETEXT FULL FUNCTION GOTO GROUP HAVING ' +
    'HOLDLOCK INDEX INTERSECT KILL LOGIN MERGE OFFSET OPEN OPENROWSET OPTION OUTER OUTPUT OVER PERCENT PERSISTED PIVOT ' +
    'PRINT PROC PROCEDURE RAISERROR READ RECONFIGURE REFERENCES RESTORE RETURN RIGHT ROLE ROLLBACK SAVE SCHEMA SETUSER ' +
    'SHUTDOWN SOME THROW TRAN TRANSACTION TRIGGER TRUNCATE TRY UNION UNIQUE UNPIVOT VIEW WAITFOR WHEN WHILE WITH'
  ).split(' '),
);

/** Walks over the tokens of a batch. What does not fit is refused: 102, or as T-SQL that is not simulated. */
export class Cursor {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;
  /** The statement that is read: `CREATE USER`. */
  protected statement = '';

  constructor(sql: string) {
    this.#tokens = tokenize(sql);
  }

  protected get token(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (!token) throw new Error('a batch has an end');
    return token;
  }

  /** The next word in upper case, or the sign; empty for what is quoted. */
  protected get word(): string {
    const { kind, text } = this.token;
    return kind === 'word' || kind === 'sign' ? text.toUpperCase() : '';
  }

  protected get ended(): boolean {
    return this.token.kind === 'end';
  }

  protected next(): Token {
    const { token } = this;
    this.#at += 1;
    return token;
  }

  /** Whether the words stand here, which are then passed. */
  protected accept(...words: string[]): boolean {
    const from = this.#at;
    for (const word of words) {
      if (this.word !== word) {
        this.#at = from;
        return false;
      }
      this.#at += 1;
    }
    return true;
  }

  protected expect(...words: string[]): void {
    for (const word of words) if (!this.accept(word)) this.fail();
  }

  /** Reads something that may hold its like; no batch of a lesson is deeper than this. */
  protected nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > 60) this.notSimulated('nesting this deep');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  protected fail(): never {
    const { kind, raw } = this.token;
    if (kind === 'word' && known.has(raw.toUpperCase())) this.notSimulated(raw.toUpperCase());
    if (kind === 'sign' && /[-+*/%&|^~]/.test(raw)) this.notSimulated(`the operator ${raw}`);
    throw new SqlRefused(syntax(raw));
  }

  protected notSimulated(what: string): never {
    throw new NotSimulatedSql(this.statement ? `${what} in ${this.statement}` : what);
  }

  protected isKnown(word: string): boolean {
    return known.has(word);
  }

  /** One part of a name: a word, or what stands in brackets or double quotes. */
  protected identifier(): string {
    const { kind } = this.token;
    if (kind !== 'word' && kind !== 'name') this.fail();
    if (kind === 'word' && (known.has(this.word) || this.isReserved(this.word))) this.fail();
    return this.next().text;
  }

  protected isReserved(word: string): boolean {
    return reserved.has(word);
  }

  /** `orders`, `dbo.orders`. */
  protected name(): Name {
    const first = this.identifier();
    if (!this.accept('.')) return { name: first, written: first };
    const second = this.identifier();
    if (this.word === '.') this.notSimulated('a name of three parts');
    return { schema: first, name: second, written: `${first}.${second}` };
  }

  /** One or more, with commas. */
  protected list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.accept(',')) items.push(read());
    return items;
  }

  protected text(): string {
    if (this.token.kind !== 'text') this.fail();
    return this.next().text;
  }

  protected whole(): number {
    if (this.token.kind !== 'number' || !/^\d+$/.test(this.token.text)) this.fail();
    return Number(this.next().text);
  }
}

/** Words that end a name where they are not quoted. */
const reserved = new Set(
  (
    'ALTER AND AS ASC BY CREATE DELETE DENY DESC DISTINCT DROP ELSE END EXTERNAL FROM GO GRANT IF IN INNER INSERT INTO IS JOIN ' +
    'KEY LEFT LIKE NOT NULL ON OR ORDER PRIMARY REVOKE SELECT SET TABLE THEN TO TOP UPDATE USE USER VALUES WHERE IDENTITY'
  ).split(' '),
);
