import type { Random } from './random.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const long = 'x'.repeat(60_000);
const nest = (depth: number): Json => (depth === 0 ? 1 : [nest(depth - 1)]);
const deepObject = (depth: number): Json => (depth === 0 ? {} : { a: deepObject(depth - 1) });

/** Values that a field was not made for. */
const odd: Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'null',
  '__proto__',
  'constructor',
  '../..',
  "'",
  '"',
  '\\',
  '\u0000',
  '\u2028',
  'ключ',
  '😀',
  '\ud800',
  '\r\nX: y',
  '00000000-0000-0000-0000-000000000000',
  'not-a-guid',
  '/subscriptions/x',
  '/',
  '2026-13-45',
  'SystemAssigned',
  long,
  [],
  {},
  [[]],
  [null],
  [{}],
  { __proto__x: 1 },
  nest(60),
  deepObject(60),
  Array(500).fill('x') as Json,
];

/** Every place in a value: the container and the key in it. */
type Place = [Record<string, Json> | Json[], string | number];

function places(value: Json, found: Place[] = []): Place[] {
  if (value === null || typeof value !== 'object') return found;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    found.push([value, key]);
    places((value as Record<string | number, Json>)[key] ?? null, found);
  }
  return found;
}

const flipCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());

/** A JSON body with something in it dropped, turned into another type, grown, renamed or doubled. */
function mutateJson(value: Json, random: Random): Json {
  const root = { root: structuredClone(value) };
  const all = places(root);
  const [container, key] = random.pick(all);
  const at = container as Record<string | number, Json>;
  const current = at[key] ?? null;
  switch (random.below(8)) {
    case 0:
      if (Array.isArray(container)) container.splice(Number(key), 1);
      else if (key !== 'root') delete at[key];
      break;
    case 1:
    case 2:
      at[key] = random.pick(odd);
      break;
    case 3:
      at[key] =
        typeof current === 'string'
          ? random.pick([
              flipCase(current),
              `${current} `,
              ` ${current}`,
              `${current}/`,
              current.slice(1),
              `${current}\u0301`,
              current.repeat(2),
            ])
          : [current];
      break;
    case 4:
      if (!Array.isArray(container) && key !== 'root') {
        delete at[key];
        at[flipCase(String(key))] = current;
      }
      break;
    case 5:
      if (current !== null && typeof current === 'object' && !Array.isArray(current))
        current[random.pick(['extra', '__proto__', 'constructor', 'toString', 'id', 'name', 'type', 'properties'])] =
          random.pick(odd);
      break;
    case 6:
      if (Array.isArray(current)) current.push(...structuredClone(current), ...structuredClone(current));
      else at[key] = random.pick(odd);
      break;
    default:
      at[key] = { [String(key)]: current };
  }
  return root.root;
}

/** A body mutated as text: cut short, followed by something, or not JSON at all. */
const mutateText = (text: string, random: Random): string =>
  random.pick([
    () => text.slice(0, random.below(text.length + 1)),
    () => `${text}}`,
    () => `\ufeff${text}`,
    () => ` \n\t${text}\n`,
    () => text.replace('{', '{"__proto__":{"a":1},'),
    () => text.replace(/:/, ': /* comment */'),
    () => '',
    () => 'null',
    () => '[]',
    () => '"x"',
    () => '1',
    () => '{}',
    () => '[{}]',
    () => '<xml/>',
    () => long,
    () => '['.repeat(5_000),
    () => '{"a":'.repeat(2_000),
  ])();

/** A form with a field dropped, doubled, emptied or overwritten. */
function mutateForm(text: string, random: Random): string {
  const fields = text.split('&');
  const at = random.below(fields.length);
  const name = fields[at]?.split('=')[0] ?? '';
  const now = random.pick([
    '',
    `${name}=`,
    `${name}=x&${name}=y`,
    name,
    `${name}=${encodeURIComponent(String(random.pick(odd)).slice(0, 500).toWellFormed())}`,
    `${name}=%zz%`,
    '=',
    `__proto__=1&${fields[at]}`,
  ]);
  return [...fields.slice(0, at), now, ...fields.slice(at + 1)].filter(Boolean).join('&');
}

/** Another body than this one. */
export function mutateBody(body: string, random: Random): string {
  let parsed: Json;
  try {
    parsed = JSON.parse(body) as Json;
  } catch {
    return random.chance(0.85) && body.includes('=') ? mutateForm(body, random) : mutateText(body, random);
  }
  return random.chance(0.8) ? JSON.stringify(mutateJson(parsed, random)) : mutateText(body, random);
}
