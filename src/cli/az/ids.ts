import type { Command, IdPart, Parameter } from './define.ts';
import { CliError } from './errors.ts';
import { isObject, parseJson } from './json.ts';
import { nameOf } from './options.ts';
import { requireIdParts, type IdParts } from './resource-id.ts';

/** `--ids` takes ids, lines of ids, and resources as JSON: what other commands of az print. */
function idsOf(texts: readonly string[]): string[] {
  return texts.flatMap((given) => {
    const json = parseJson(given);
    if (json === undefined) return given.split(/\r?\n/).filter((line) => line !== '');
    return (Array.isArray(json) ? json : [json]).flatMap((item) =>
      isObject(item) && typeof item['id'] === 'string' ? [item['id']] : [],
    );
  });
}

function partOf(id: IdParts, part: IdPart): string | undefined {
  return part === 'resourceGroup' || part === 'name' ? id[part] : id.children[Number(part.slice(-1)) - 1];
}

/** The older half of az names all that is missing, the newer half the first alone. */
function missingParts(parts: readonly { parameter: Parameter; option: string }[]): CliError {
  const newer = parts.find(({ parameter }) => parameter.aaz);
  if (newer) return new CliError(`InvalidArgumentValue: Missing required field: ${newer.option}`);
  return new CliError(`(${parts.map(({ option }) => option).join(' ')} | --ids) are required`);
}

/**
 * The sets of values to run a command with: one for each of `--ids`, else the one that was given. Refuses an id that
 * does not hold all parts, as az does, and notes the options that the ids overrule.
 */
export function jobsOf(
  command: Command,
  values: Readonly<Record<string, unknown>>,
  warn: (message: string) => void,
): Record<string, unknown>[] {
  if (!command.ids) return [values];
  const parts = Object.entries(command.parameters).flatMap(([key, parameter]) =>
    parameter.idPart === undefined ? [] : [{ key, parameter, part: parameter.idPart, option: nameOf(key, parameter) }],
  );
  const ids = values['ids'];
  if (!Array.isArray(ids)) {
    const missing = parts.filter(({ key, parameter }) => !parameter.idOptional && values[key] === undefined);
    if (missing.length === 0) return [values];
    throw missingParts(missing);
  }
  for (const { key, option } of parts)
    if (values[key] !== undefined) warn(`option '${option}' will be ignored due to use of '--ids'.`);
  return idsOf(ids.map(String)).map((id) => {
    const parsed = requireIdParts(id);
    const derived = parts.map(({ key, part, option }) => {
      const value = partOf(parsed, part);
      if (value !== undefined) return [key, value];
      throw new CliError(
        `Argument ${option} cannot be derived from ID ${id}. Please provide a complete resource ID containing all information of 'Resource Id' arguments. `,
      );
    });
    return { ...values, ...Object.fromEntries(derived), subscription: parsed.subscription };
  });
}
