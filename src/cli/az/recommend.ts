import type { Command } from './define.ts';
import { allParameters, spellings } from './options.ts';

const REFERENCE = 'https://aka.ms/cli_ref\nRead more about the command in reference docs';

/** Options that az's own ranking of examples knows by name only, without counting them as a match. */
const UNRANKED: Record<string, string> = {
  '-h': '--help',
  '-o': '--output',
  '--only-show-errors': '--only-show-errors',
  '--help': '--help',
  '--output': '--output',
  '--query': '--query',
  '--debug': '--debug',
  '--verbose': '--verbose',
  '--yes': '--yes',
  '--no-wait': '--no-wait',
};

function optionNames(args: readonly string[]): string[] {
  return args
    .filter((arg) => arg.startsWith('-') && !arg.startsWith('---') && arg.length > 1)
    .map((arg) => (arg.startsWith('--') ? (arg.split('=')[0] ?? arg) : arg.slice(0, 2)));
}

/** The standard form of every option of a command: its longest spelling. */
function standardForms(command: Command | undefined): Map<string, string> {
  const forms = new Map(Object.entries(UNRANKED));
  if (!command) return forms;
  for (const [key, parameter] of Object.entries(allParameters(command))) {
    if (UNRANKED[spellings(key, parameter)[0] ?? '']) continue;
    const old = { ...parameter.oldOptions, ...parameter.goneOptions };
    const current = spellings(key, parameter).filter((option) => !(option in old));
    const options = current.sort((a, b) => b.length - a.length);
    for (const option of options) forms.set(option, options[0] ?? option);
  }
  return forms;
}

function oneLine(line: string): string {
  return line.replaceAll('\\\n', '').split(/\s+/).filter(Boolean).join(' ');
}

/**
 * The block that az prints under a parse error: at most three examples of the command, the one that shares most
 * options with what was typed first, and where to read on. `typedWords` are the words that az takes for the command.
 */
export function examplesBlock(
  shown: Command | undefined,
  ranked: Command | undefined,
  typedWords: string,
  argv: readonly string[],
): string {
  const forms = standardForms(ranked);
  const normal = (args: readonly string[]) => optionNames(args).flatMap((name) => forms.get(name) ?? []);
  const typed = new Set(normal(argv));
  const scored = (shown?.examples ?? []).map(({ says, line }) => {
    const text = oneLine(line);
    const names = normal(text.split(' '));
    const matches = text.startsWith(`az ${typedWords}`) ? names.filter((name) => typed.has(name)).length : -1;
    return { says, text, matches, size: names.length };
  });
  scored.sort((a, b) => b.matches - a.matches || a.size - b.size);
  const examples = scored.slice(0, 3).map(({ says, text }) => `${text}\n${says}\n\n`);
  return `\nExamples from AI knowledge base:\n${examples.join('')}${REFERENCE}\n`;
}
