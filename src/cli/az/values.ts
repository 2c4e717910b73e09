import type { Parameter } from './define.ts';
import { reprText } from './python-text.ts';
import { compileQuery } from './query/index.ts';

/**
 * A value that argparse's own type check refused, one that is not among the choices, or one that the newer half of az
 * could not parse, with its sentence.
 */
export type Converted =
  { value: unknown } | { invalid: string; type: string } | { unknownChoice: string } | { unparsed: string };

/** `a=b c` as tags; a lone empty text clears them. */
export function parseTags(items: readonly string[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const item of items) {
    if (item === '') continue;
    const cut = item.indexOf('=');
    tags[cut < 0 ? item : item.slice(0, cut)] = cut < 0 ? '' : item.slice(cut + 1);
  }
  return tags;
}

/** Seconds since the epoch of a UTC time in one of az's forms: `2017-12-31T01:11:59Z`, to minutes, to hours, or a date. */
export function parseDate(text: string): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?Z)?$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  return inRange ? Math.floor(Date.UTC(year, month - 1, day, hour, minute, second) / 1000) : undefined;
}

const TRUE_WORDS = new Set(['true', 't', 'yes', 'y', '1']);

function choose(value: string, choices: readonly string[]): Converted {
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  return found === undefined ? { unknownChoice: value } : { value: found };
}

const several = ({ takes }: Parameter): boolean => takes === 'any' || takes === 'many';

/** One number, or as many as the option takes. Lists of them stay texts, as they were typed. */
function number(parameter: Parameter, texts: readonly string[], type: 'int' | 'float'): Converted {
  const form = type === 'int' ? /^\s*[-+]?\d+\s*$/ : /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
  const wrong = texts.find((text) => !form.test(text));
  if (wrong !== undefined || texts.length === 0) {
    if (!parameter.aaz) return { invalid: wrong ?? '', type };
    const why = type === 'int' ? 'invalid literal for int() with base 10' : 'could not convert string to float';
    return { unparsed: `${why}: ${reprText(wrong ?? '')}` };
  }
  if (several(parameter)) return { value: [...texts] };
  const value = Number(texts[0]);
  const choices = parameter.choices;
  return choices && !choices.includes(String(value)) ? { unknownChoice: texts[0] ?? '' } : { value };
}

/** Turns the texts given for an option into the value that the command's body receives. */
export function convert(key: string, parameter: Parameter, texts: readonly string[]): Converted {
  const [first] = texts;
  if (parameter.takes === 'flag') return { value: true };
  switch (parameter.kind) {
    case 'bool': {
      if (first === undefined) return { value: true };
      const choice = choose(first, parameter.choices ?? ['true', 'false']);
      return 'value' in choice ? { value: TRUE_WORDS.has(String(choice.value)) } : choice;
    }
    case 'tags':
      return { value: parseTags(texts) };
    case 'tag':
      return { value: parseTags(first === undefined ? [] : [first]) };
    case 'int':
    case 'float':
      return number(parameter, texts, parameter.kind);
    case 'location':
      return { value: first };
    case 'vault':
      return { value: `https://${first ?? ''}.${key === 'hsmName' ? 'managedhsm' : 'vault'}.azure.net` };
    case 'date':
      return parseDate(first ?? '') === undefined ? { invalid: first ?? '', type: 'datetime_type' } : { value: first };
    case 'subscription':
    case undefined:
      break;
  }
  if (key === 'query' && compileQuery(first ?? '') === undefined)
    return { invalid: first ?? '', type: 'jmespath_type' };
  if (!several(parameter)) return parameter.choices ? choose(first ?? '', parameter.choices) : { value: first };
  const chosen = texts.map((given): Converted =>
    parameter.choices ? choose(given, parameter.choices) : { value: given },
  );
  const wrong = chosen.find((one) => !('value' in one));
  return wrong ?? { value: chosen.map((one) => ('value' in one ? one.value : undefined)) };
}
