import type { Command } from './define.ts';
import { CliError } from './errors.ts';
import type { Body, Given, Kind, Takes } from './implement.ts';
import { argumentNotSimulated } from './real-commands.ts';

/** Refuses the first argument that was typed and that the body does not honour. `--yes` is the runner's where it asks. */
export function refuseUntaken(command: Command, body: Body, typed: ReadonlyMap<string, string>): void {
  const asks = body.confirm !== undefined || command.confirm !== undefined;
  for (const [key, option] of typed) {
    if (key in body.takes || !(key in command.parameters) || (key === 'yes' && asks)) continue;
    throw new CliError(argumentNotSimulated(command.words, option));
  }
}

/** The values that a body asked for. A flag that az leaves open counts as not set where the body wants a plain one. */
export function bodyArguments(body: Body, values: Readonly<Record<string, unknown>>): Given<Takes> {
  const given = Object.fromEntries(
    Object.entries(body.takes).map(([key, kind]) => [key, values[key] ?? absent(kind.replace('?', '') as Kind)]),
  );
  // The table's kinds agree with those that the body declares: the register's test compares them.
  return given as Given<Takes>;
}

const absent = (kind: Kind): false | undefined => (kind === 'flag' ? false : undefined);
