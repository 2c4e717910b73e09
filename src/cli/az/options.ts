import type { OptionSpec } from './argparse.ts';
import type { Command, Parameter, Parameters } from './define.ts';
import { OUTPUT_FORMATS } from './output/index.ts';

/** `resourceGroup` → `--resource-group`. */
export function longOption(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Every spelling of a parameter, in az's order; none for a positional one. */
export function spellings(key: string, parameter: Parameter): readonly string[] {
  if (parameter.positional !== undefined) return [];
  if (parameter.options) return parameter.options;
  return parameter.short ? [longOption(key), `-${parameter.short}`] : [longOption(key)];
}

/** What az calls an argument in its sentences. */
export function nameOf(key: string, parameter: Parameter): string {
  return parameter.positional ?? spellings(key, parameter)[0] ?? key;
}

/** What az calls an argument where it says that it is not settled: its longest spelling. */
export function longestName(key: string, parameter: Parameter): string {
  const [first = nameOf(key, parameter), ...others] = spellings(key, parameter);
  return others.reduce((longest, other) => (other.length > longest.length ? other : longest), first);
}

const IDS: Parameter = {
  takes: 'many',
  group: 'Resource Id',
  help: "One or more resource IDs (space-delimited). It should be a complete resource ID containing all information of 'Resource Id' arguments. You should provide either --ids or other 'Resource Id' arguments.",
};

const SUBSCRIPTION: Parameter = {
  kind: 'subscription',
  help: 'Name or ID of subscription. You can configure the default subscription using `az account set -s NAME_OR_ID`.',
};

const GLOBAL: Parameters = {
  verbose: { takes: 'flag', help: 'Increase logging verbosity. Use --debug for full debug logs.' },
  debug: { takes: 'flag', help: 'Increase logging verbosity to show all debug logs.' },
  onlyShowErrors: { takes: 'flag', help: 'Only show errors, suppressing warnings.' },
  output: { short: 'o', choices: OUTPUT_FORMATS, default: 'json', help: 'Output format.' },
  query: { help: 'JMESPath query string. See http://jmespath.org/ for more information and examples.' },
};

const HELP: Parameter = { short: 'h', takes: 'flag', help: 'Show this help message and exit.' };

/** The keys that the runner uses and a command's body never sees. */
export const GLOBAL_KEYS = new Set(['help', ...Object.keys(GLOBAL)]);

/** All parameters of a command: help first, then the global ones, then its own, as argparse holds them. */
export function allParameters(command: Command): Parameters {
  const globals = Object.fromEntries(
    Object.entries(GLOBAL).map(([key, parameter]) => [key, { ...parameter, group: 'Global' }]),
  );
  const own = command.ids ? { ...command.parameters, ids: IDS } : command.parameters;
  const subscription: Parameters = command.tenantLevel
    ? {}
    : { subscription: { ...SUBSCRIPTION, group: command.ids ? 'Resource Id' : 'Global' } };
  return { help: { ...HELP, group: 'Global' }, ...globals, ...own, ...subscription };
}

/** The value that `az configure --defaults` holds for a parameter. */
export function configuredValue(parameter: Parameter, defaults: Readonly<Record<string, string>>): string | undefined {
  return (parameter.configured && defaults[parameter.configured]) || undefined;
}

/** What argparse needs to know of a command's parameters. Those with a configured default are not required. */
export function optionSpecs(command: Command, defaults: Readonly<Record<string, string>> = {}): OptionSpec[] {
  return Object.entries(allParameters(command)).map(([key, parameter]) => ({
    key,
    options: parameter.positional === undefined ? spellings(key, parameter) : [parameter.positional],
    required: isRequired(parameter) && configuredValue(parameter, defaults) === undefined,
    ...(parameter.positional !== undefined && { positional: true }),
    ...(parameter.repeats === true && { repeats: true }),
    ...takes(parameter),
  }));
}

/** A positional argument that wants at least one value is required, though help does not say so. */
const isRequired = ({ required, positional, takes }: Parameter): boolean =>
  required === true || (positional !== undefined && takes === 'many');

function takes(parameter: Parameter): Pick<OptionSpec, 'takes'> {
  if (parameter.takes) return { takes: parameter.takes };
  // az's three-state flags may stand alone, which means true.
  return parameter.kind === 'bool' ? { takes: 'maybe' } : {};
}
