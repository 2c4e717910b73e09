import type { Bash } from 'just-bash/browser';
import { nodesBelow } from './syntax.ts';

/** Only these are mistakes of the text; whatever else is thrown while a text is read is ours. */
const mistakes = ['ParseException', 'LexerError'];

/** The token of the text at a place that just-bash names; it counts without the blanks at the front of a line. */
function tokenAt(text: string, line: number, column: number): string {
  const rest = (text.split('\n')[line - 1] ?? '').trimStart().slice(column - 1);
  return /^\s*([^\s;&|()<>]+|[;&|<>]+|[()])/.exec(rest)?.[1] ?? 'newline';
}

/** just-bash's own words about a mistake of grammar, said as bash says them. */
export function inBashWords(message: string, text = ''): string {
  const [, place, column, plain = message] = /^(?:Parse error at |line )(\d+)(?::(\d+))?: (.*)$/s.exec(message) ?? [];
  const line = place === undefined || place === '0' ? '' : `line ${place}: `;
  if (/got EOF$/.test(plain)) return `bash: ${line}syntax error: unexpected end of file`;
  if (!plain.startsWith('Expected ')) return `bash: ${line}${plain}`;
  return `bash: ${line}syntax error near unexpected token \`${tokenAt(text, Number(place), Number(column ?? 1))}'`;
}

/** The mistake of grammar in a text, in bash's words, or undefined. */
export function grammarMistake(bash: Bash, text: string): string | undefined {
  try {
    const { ast } = bash.transform(text);
    const [late] = nodesBelow(ast, (node) =>
      'deferredError' in node ? (node.deferredError as Late | undefined) : undefined,
    );
    return late && `bash: ${late.message}`;
  } catch (error) {
    if (error instanceof Error && mistakes.includes(error.name)) return inBashWords(error.message, text);
    // What cannot be written down again, such as a here-document without an end, can still be run.
    return undefined;
  }
}

/** A mistake that just-bash reports only when it gets there; bash reads the whole command first. */
interface Late {
  message: string;
}
