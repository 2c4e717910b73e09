import type { Az } from './context.ts';
import { CliError } from './errors.ts';
import type { Json } from './json.ts';
import { readShellJson } from './shell-json.ts';

/** An argument that is JSON or the path of a file that holds it; a refusal says that both are possible. */
export async function jsonArgument(az: Az, given: string): Promise<Json> {
  try {
    return readShellJson((await az.files.read(given)) ?? given);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(error.message, {
      hints: ['Please provide a valid JSON file path or JSON string.', ...error.hints],
    });
  }
}
