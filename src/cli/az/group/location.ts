import type { Az } from '../context.ts';
import { CliError, ServiceError } from '../errors.ts';
import { text } from '../json.ts';

/**
 * The location of a group, which az takes where none is given. It looks while it still checks the options, so that a
 * refusal ends with the parser's exit code.
 */
export async function locationOfGroup(az: Az, resourceGroup: string): Promise<string> {
  try {
    return text(
      await az.arm.get(`${await az.root()}/resourcegroups/${resourceGroup}?api-version=2024-11-01`),
      'location',
    );
  } catch (error) {
    if (error instanceof ServiceError) throw new CliError(error.message, { exit: 2 });
    throw error;
  }
}
