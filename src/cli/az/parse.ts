import { displayName, matchOptions, missingRequired } from './argparse.ts';
import { closestMatch } from './close-matches.ts';
import type { Command } from './define.ts';
import { allParameters, configuredValue, nameOf, optionSpecs, spellings } from './options.ts';
import { QUERY_REFERENCE } from './query/index.ts';
import { notSimulated } from './real-commands.ts';
import { examplesBlock } from './recommend.ts';
import { nodeAt, type GroupNode, type TreeNode } from './tree.ts';
import { reprText } from './python-text.ts';
import { convert } from './values.ts';

export interface ParsedCommand {
  kind: 'command';
  command: Command;
  values: Record<string, unknown>;
  /** What was typed, by key: the spelling of each option. */
  typed: ReadonlyMap<string, string>;
}

export type Parsed =
  ParsedCommand | { kind: 'help'; node: TreeNode; words: string } | { kind: 'error'; stderr: string; exit: number };

/** az's welcome page and the version page are asked for without any command. */
export type ParsedLine = Parsed | { kind: 'welcome' } | { kind: 'version' };

function failure(message: string, rest: string): Parsed {
  return { kind: 'error', stderr: `ERROR: ${message}\n${rest}`, exit: 2 };
}

function parseOptions(command: Command, argv: readonly string[], defaults: Readonly<Record<string, string>>): Parsed {
  const specs = optionSpecs(command, defaults);
  const examples = () => examplesBlock(command, command, command.words, argv);
  const result = matchOptions(argv, specs);
  if ('error' in result)
    return failure(result.error, result.option?.key === 'query' ? `${QUERY_REFERENCE}\n` : examples());
  const { given, extras } = result.matched;
  if (given.has('help')) return { kind: 'help', node: { kind: 'command', command }, words: command.words };
  const parameters = allParameters(command);
  const values: Record<string, unknown> = {};
  const typed = new Map<string, string>();
  for (const [key, parameter] of Object.entries(parameters)) {
    const texts = given.get(key);
    if (texts === undefined) {
      const configured = configuredValue(parameter, defaults);
      if (configured !== undefined) values[key] = configured;
      else if (parameter.takes === 'flag') values[key] = false;
      else if (parameter.default !== undefined) values[key] = parameter.default;
      continue;
    }
    const names = spellings(key, parameter);
    typed.set(key, argv.find((arg) => names.includes(arg.split('=')[0] ?? '')) ?? nameOf(key, parameter));
    const converted = convert(key, parameter, texts);
    if ('value' in converted) {
      values[key] = converted.value;
    } else if ('invalid' in converted) {
      const spec = specs.find((candidate) => candidate.key === key);
      const name = spec ? displayName(spec) : key;
      const message = `argument ${name}: invalid ${converted.type} value: ${reprText(converted.invalid)}`;
      return failure(message, key === 'query' ? `${QUERY_REFERENCE}\n` : examples());
    } else if ('unparsed' in converted) {
      const stderr = `ERROR: Failed to parse '${typed.get(key) ?? key}' argument: ${converted.unparsed}\n`;
      return { kind: 'error', stderr, exit: 1 };
    } else {
      return unknownChoice(
        command,
        nameOf(key, parameter),
        converted.unknownChoice,
        parameter.choices ?? ['true', 'false'],
        examples(),
      );
    }
  }
  const missing = missingRequired(specs, given);
  if (missing) return failure(missing, examples());
  if (extras.length > 0)
    return failure(`unrecognized arguments: ${extras.join(' ')}`, examplesBlock(undefined, undefined, '', argv));
  return { kind: 'command', command, values, typed };
}

function unknownChoice(
  command: Command,
  option: string,
  value: string,
  choices: readonly string[],
  examples: string,
): Parsed {
  const candidate = closestMatch(value, choices);
  const hint = candidate === undefined ? '' : `Did you mean '${candidate}' ?\n`;
  return failure(
    `az ${command.words}: '${value}' is not a valid value for '${option}'. Allowed values: ${choices.join(', ')}.`,
    hint + examples,
  );
}

/** The words of a command, up to the first option. */
function wordsOf(argv: readonly string[]): string {
  const end = argv.findIndex((arg) => arg.startsWith('-'));
  return (end < 0 ? argv : argv.slice(0, end)).join(' ').toLowerCase();
}

/** A word that no group has. */
function unknownWord(root: GroupNode, group: GroupNode, argv: readonly string[], depth: number): Parsed {
  const word = argv[depth] ?? '';
  const candidate = closestMatch(word, [...group.children.keys()]);
  const hint = candidate === undefined ? '' : `Did you mean '${candidate}' ?\n`;
  // az looks examples up under the corrected words, but only when nothing follows them.
  const inferred =
    candidate === undefined
      ? undefined
      : nodeAt(
          root,
          argv.map((arg) => (arg === word ? candidate : arg)),
        );
  const shown = inferred?.kind === 'command' ? inferred.command : undefined;
  const typedWords = argv.slice(0, depth + 1).join(' ');
  return failure(
    `'${word}' is misspelled or not recognized by the system.`,
    hint + examplesBlock(shown, undefined, typedWords, argv),
  );
}

/** Reads a command line (the words after `az`) as az does, with the values of `az configure --defaults`. */
export function parseLine(
  root: GroupNode,
  argv: readonly string[],
  defaults: Readonly<Record<string, string>> = {},
): ParsedLine {
  const loud = argv.filter((arg) => !['--debug', '--verbose', '--only-show-errors'].includes(arg));
  if (loud.length === 0) return { kind: 'welcome' };
  if (argv[0] === '--version' || argv[0] === '-v') return { kind: 'version' };
  let node: TreeNode = root;
  let depth = 0;
  while (node.kind === 'group') {
    if (node.bare) return { kind: 'error', stderr: `ERROR: ${notSimulated(wordsOf(argv))}\n`, exit: 1 };
    const arg: string | undefined = argv[depth];
    const words = argv.slice(0, depth).join(' ').toLowerCase();
    if (arg === '-h' || arg === '--help' || (depth === 0 && arg?.toLowerCase() === 'help'))
      return { kind: 'help', node, words };
    if (arg === undefined)
      return failure(
        'the following arguments are required: _subcommand',
        examplesBlock(undefined, undefined, '', argv),
      );
    // az reads the words of the command first: an option in between hides what follows it.
    const option = arg.startsWith('-') ? argv.slice(depth).find((other) => !other.startsWith('-')) : undefined;
    if (arg.startsWith('-')) {
      const message =
        option === undefined
          ? `the following arguments are required: ${depth === 0 ? '_command_package' : '_subcommand'}`
          : `'${option}' is misspelled or not recognized by the system.`;
      return failure(message, examplesBlock(undefined, undefined, '', argv));
    }
    const next: TreeNode | undefined = node.children.get(arg.toLowerCase());
    if (!next) return unknownWord(root, node, argv, depth);
    node = next;
    depth += 1;
  }
  return parseOptions(node.command, argv.slice(depth), defaults);
}
