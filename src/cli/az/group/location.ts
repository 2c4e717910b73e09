import type { Az } from '../context.ts';
import { asParserError } from '../errors.ts';
import { text } from '../json.ts';

/**
 * The location of a group, which az takes where none is given. It looks while it still checks the options, so that a
 * refusal ends with the parser's exit code.
 */
export async function locationOfGroup(az: Az, resourceGroup: string): Promise<string> {
  const path = `${await az.root()}/resourcegroups/${resourceGroup}?api-version=2024-11-01`;
  return text(await az.arm.get(path).catch(asParserError), 'location');
}
