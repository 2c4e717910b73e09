import { SqlRefused, syntax, unclosed } from '../errors.ts';

/** `word`: may be a keyword; `name`: written in brackets or double quotes, never one. */
export interface Token {
  kind: 'word' | 'name' | 'text' | 'number' | 'binary' | 'sign' | 'end';
  /** What it means: quotes are gone, doubled ones single. */
  text: string;
  /** As it was written: what an error is near. */
  raw: string;
}

const pattern =
  /\s+|--[^\n]*|(0x[0-9a-f]*)|(\d+(?:\.\d+)?)|((?:@@|[\p{L}_@#])[\p{L}\p{N}_@$#]*)|(<>|<=|>=|!=|::|[-+*/%=<>(),.;!&|^~])|(\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*")|('(?:[^']|'')*')/iuy;

/** After a block comment, which may hold others: where it ends. */
function commentEnd(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at += 1) {
    const two = sql.slice(at, at + 2);
    if (two === '/*' || two === '*/') {
      depth += two === '/*' ? 1 : -1;
      at += 1;
      if (!depth) return at + 1;
    }
  }
  throw new SqlRefused({ number: 113, state: 1, class: 15, message: "Missing end comment mark '*/'." });
}

/** The words of a batch; comments and blanks are gone. Refuses what is never closed (105, 113) and what is no T-SQL (102). */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token['kind'], raw: string, text = raw): number => tokens.push({ kind, text, raw });
  let at = 0;
  while (at < sql.length) {
    if (sql.startsWith('/*', at)) {
      at = commentEnd(sql, at);
      continue;
    }
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (!found) {
      const letter = sql.charAt(at);
      throw new SqlRefused(/['"[]/.test(letter) ? unclosed(sql.slice(at + 1)) : syntax(letter));
    }
    at = pattern.lastIndex;
    const [, binary, number, word, sign, name, text] = found;
    if (binary !== undefined) add('binary', binary);
    else if (number !== undefined) add('number', number);
    else if (word !== undefined) {
      // N'…' is a text of Unicode.
      if (/^n$/i.test(word) && sql.charAt(at) === "'") continue;
      add('word', word);
    } else if (sign !== undefined) add('sign', sign);
    else if (name !== undefined)
      add('name', name, name.slice(1, -1).replaceAll(name.startsWith('[') ? ']]' : '""', name.slice(-1)));
    else if (text !== undefined) add('text', text, text.slice(1, -1).replaceAll("''", "'"));
  }
  add('end', tokens.at(-1)?.raw ?? '', '');
  return tokens;
}
