import { CliError } from './errors.ts';
import { jsonFault, QUOTING_HINT } from './json-fault.ts';
import { parseJson, type Json } from './json.ts';

const token =
  /\s+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|True|False|None|[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?|[{}[\],:]/iy;

const constants: Record<string, string> = { True: 'true', False: 'false', None: 'null' };

/** `'it\'s'` as a JSON string. */
const quoted = (text: string): string =>
  text.startsWith("'")
    ? `"${text
        .slice(1, -1)
        .replace(/\\'/g, "'")
        .replace(/(^|[^\\])"/g, '$1\\"')}"`
    : text;

/** A dictionary in Python's own notation, as az takes it where the shell would eat double quotes; undefined when it is none. */
function pythonLiteral(source: string): Json | undefined {
  const parts: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < source.length; at = token.lastIndex) {
    const found = token.exec(source)?.[0];
    if (found === undefined) return undefined;
    if (found.trim() !== '') parts.push(constants[found] ?? quoted(found));
  }
  // A comma may stand behind the last item.
  return parseJson(parts.filter((part, at) => part !== ',' || !/^[}\]]$/.test(parts[at + 1] ?? '')).join(''));
}

/** What an argument that holds JSON says; a text that is neither JSON nor a dictionary of Python's is refused as az does. */
export function readShellJson(source: string): Json {
  const parsed = parseJson(source) ?? pythonLiteral(source);
  if (parsed === undefined)
    throw new CliError(`Failed to parse string as JSON:\n${source}\nError detail: ${jsonFault(source)}`, {
      hints: [QUOTING_HINT],
    });
  return parsed;
}
