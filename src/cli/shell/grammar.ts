import type { Bash } from 'just-bash/browser';

/** Only these are mistakes of the text; whatever else is thrown while a text is read is ours. */
const mistakes = ['ParseException', 'LexerError'];

/** just-bash's own words about a mistake of grammar, said as bash says them. */
export function inBashWords(message: string): string {
  const [, place, plain = message] = /^(?:Parse error at |line )(\d+)(?::\d+)?: (.*)$/s.exec(message) ?? [];
  const line = place === undefined || place === '0' ? '' : `line ${place}: `;
  if (/got EOF$/.test(plain)) return `bash: ${line}syntax error: unexpected end of file`;
  const token = /^Expected \S+, got (.*)$/.exec(plain)?.[1];
  return `bash: ${line}${token === undefined ? plain : `syntax error near unexpected token \`${token}'`}`;
}

/** The mistake of grammar in a text, in bash's words, or undefined. */
export function grammarMistake(bash: Bash, text: string): string | undefined {
  try {
    bash.transform(text);
    return undefined;
  } catch (error) {
    if (error instanceof Error && mistakes.includes(error.name)) return inBashWords(error.message);
    // What cannot be written down again, such as a here-document without an end, can still be run.
    return undefined;
  }
}
