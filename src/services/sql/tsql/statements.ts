import type { Column, Value } from '../models.ts';

/** What the parser makes of T-SQL. Names keep their spelling; they are compared without case. */

export interface Name {
  schema?: string;
  name: string;
  /** As it was written: `dbo.orders`. */
  written: string;
}

export type Expression =
  | { kind: 'value'; value: Value }
  | { kind: 'column'; of?: string; name: string }
  | { kind: 'call'; name: string; arguments: Expression[] };

export type Condition =
  | { kind: 'compare'; sign: string; left: Expression; right: Expression }
  | { kind: 'like'; not: boolean; left: Expression; right: Expression }
  | { kind: 'in'; not: boolean; left: Expression; list: Expression[] }
  | { kind: 'null'; not: boolean; left: Expression }
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; inner: Condition };

export type Item =
  | { kind: 'all'; of?: string }
  | { kind: 'count'; alias?: string }
  | { kind: 'expression'; expression: Expression; alias?: string };

export interface Source {
  name: Name;
  alias?: string;
  /** Of a joined table. */
  on?: Condition;
  left?: boolean;
}

export interface Select {
  kind: 'select';
  distinct: boolean;
  top?: number;
  items: Item[];
  from: Source[];
  where?: Condition;
  order: { by: Expression; descending: boolean }[];
}

export interface CreateUser {
  kind: 'create-user';
  name: string;
  how:
    | { from: 'provider'; objectId?: string }
    | { from: 'sid'; sid: string; type: string }
    | { from: 'password'; password: string };
}

export interface GrantStatement {
  kind: 'grant';
  verb: 'GRANT' | 'DENY' | 'REVOKE';
  permissions: string[];
  /** Absent: on the database, or on the schema dbo, which is all of it here. */
  on?: Name;
  to: string[];
}

export type Statement =
  | Select
  | CreateUser
  | GrantStatement
  | { kind: 'drop-user'; name: string; ifExists: boolean }
  | { kind: 'alter-role'; role: string; add: boolean; member: string }
  | { kind: 'create-table'; name: Name; columns: Column[] }
  | { kind: 'drop-table'; names: Name[]; ifExists: boolean }
  | { kind: 'insert'; into: Name; columns?: string[]; rows: Expression[][] }
  | { kind: 'update'; table: Name; set: { column: string; to: Expression }[]; where?: Condition }
  | { kind: 'delete'; from: Name; where?: Condition }
  | { kind: 'if'; exists: boolean; query: Select; then: Statement[]; otherwise: Statement[] }
  | { kind: 'use' };
