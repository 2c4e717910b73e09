import { inSize } from '../file-size.ts';
import { inBashWords } from './grammar.ts';

/** just-bash's messages about its limits name its own options; the learner has a loop to mend. */
const replacements: [RegExp, (...groups: string[]) => string][] = [
  [
    /^bash: (\w+) loop: too many iterations \((\d+)\).*$/gm,
    (_, kind = '', rounds = '') =>
      `bash: the ${kind} loop was stopped after ${rounds} rounds. Does its condition ever change?`,
  ],
  [
    /^bash: (\S+): maximum recursion depth \((\d+)\) exceeded.*$/gm,
    (_, name = '', times = '') => `bash: ${name} was stopped: the function had called itself ${times} times.`,
  ],
  [
    /^bash: .*increase executionLimits\.\w+.*$/gm,
    () => 'bash: the line was stopped, because it did more than this shell allows.',
  ],
  [
    /^(?:bash: )?(\w+): .*(?:iteration|iterations).*\((\d+)\).*$/gm,
    (_, name = '', rounds = '') =>
      `bash: ${name} was stopped after ${rounds} rounds, which is all that this shell allows.`,
  ],
  [
    /^bash: .*?(string length|format width) limit exceeded \((\d+) bytes\).*$/gm,
    (_, _what = '', bytes = '') => `bash: the line was stopped: a text may have ${inSize(Number(bytes))} here.`,
  ],
  [
    /^bash: Input too large: (\d+) bytes exceeds limit of (\d+).*$/gm,
    (_, has = '', most = '') =>
      `bash: the command has ${inSize(Number(has))}; up to ${inSize(Number(most))} can be typed or pasted. Upload it as a file.`,
  ],
  [/^bash: syntax error: (Parse error at .*)$/gm, (_, message = '') => inBashWords(message)],
];

/** The text of stderr with just-bash's own messages told in plain words, or in bash's. */
export const plainMessages = (stderr: string): string =>
  replacements.reduce((text, [pattern, say]) => text.replace(pattern, say), stderr);
