import type { Operation } from './define.ts';

interface Route {
  operation: Operation;
  pattern: RegExp;
  names: string[];
  /** Literal segments: the more, the more specific. */
  literals: number;
  greedy: boolean;
  /** How many segments its path has, without what `{scope}` takes. */
  length: number;
  /** Its literal segments in lower case, each by its place from the end: what is looked at before the pattern is tried. */
  marks: [fromEnd: number, text: string][];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function compile(operation: Operation): Route {
  const names: string[] = [];
  let literals = 0;
  const greedy = operation.path.startsWith('{scope}');
  const path = greedy ? operation.path.slice('{scope}'.length) : operation.path;
  if (greedy) names.push('scope');
  const segments = path.split('/').filter(Boolean);
  const marks: Route['marks'] = [];
  const pattern = segments
    .map((segment, at) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name) names.push(name);
      else {
        literals += 1;
        marks.push([segments.length - at, segment.toLowerCase()]);
      }
      return name ? '/([^/]+)' : `/${escape(segment)}`;
    })
    .join('');
  return {
    operation,
    names,
    literals,
    greedy,
    length: segments.length,
    marks,
    pattern: new RegExp(`^${greedy ? '((?:/[^/]+)*?)' : ''}${pattern || '/?'}$`, 'i'),
  };
}

export interface Routed {
  operation: Operation;
  params: Record<string, string>;
}

export type Router = (surface: string, method: string, path: string) => Routed | undefined;

const decodeSegment = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Paths up to this length are remembered, so many of them: one asks for the same few again and again. */
const longestKept = 400;
const mostKept = 1000;

/** Paths with more slashes than this are looked at one route after another. */
const longest = 40;

const hasLength = ({ greedy, length }: Route, slashes: number): boolean =>
  length === 0 || (greedy ? slashes >= length : slashes === length);

/** Whether the path has the length and the literal segments of a route. */
function mayTake(route: Route, lower: readonly string[]): boolean {
  const { marks } = route;
  if (!hasLength(route, lower.length - 1)) return false;
  for (const [fromEnd, text] of marks) if (lower[lower.length - fromEnd] !== text) return false;
  return true;
}

/** Finds the operation for a request; the more literal a path the earlier it is tried. Two equal paths are a bug. */
export function createRouter(operations: readonly Operation[]): Router {
  const routes = new Map<string, Route[]>();
  for (const operation of operations) {
    const key = `${operation.surface} ${operation.method}`;
    const list = routes.get(key) ?? [];
    const route = compile(operation);
    if (list.some((other) => other.pattern.source === route.pattern.source))
      throw new Error(`two operations answer ${key} ${operation.path}`);
    list.push(route);
    routes.set(key, list);
  }
  for (const list of routes.values()) {
    list.sort((a, b) => Number(a.greedy) - Number(b.greedy) || b.literals - a.literals);
  }
  /** Per surface and method, by the number of slashes, the routes that take such a path: most are never looked at. */
  const byLength = new Map<string, Route[][]>();
  const routesFor = (key: string, slashes: number): Route[] => {
    const all = routes.get(key) ?? [];
    if (slashes > longest) return all;
    let lists = byLength.get(key);
    if (!lists) byLength.set(key, (lists = []));
    return (lists[slashes] ??= all.filter((route) => hasLength(route, slashes)));
  };
  const search = (key: string, path: string): Routed | undefined => {
    const lower = path.toLowerCase().split('/');
    for (const route of routesFor(key, lower.length - 1)) {
      if (!mayTake(route, lower)) continue;
      const found = route.pattern.exec(path);
      if (!found) continue;
      const params: Record<string, string> = Object.create(null) as Record<string, string>;
      route.names.forEach(
        (name, at) => (params[name] = name === 'scope' ? (found[at + 1] ?? '') : decodeSegment(found[at + 1] ?? '')),
      );
      return { operation: route.operation, params: Object.freeze(params) };
    }
    return undefined;
  };
  const lately = new Map<string, Routed | undefined>();
  return (surface, method, path) => {
    const key = `${surface} ${method}`;
    if (!routes.has(key)) return undefined;
    const whole = `${key} ${path}`;
    if (whole.length > longestKept) return search(key, path);
    const known = lately.get(whole);
    if (known) return known;
    const routed = search(key, path);
    if (lately.size >= mostKept) lately.clear();
    lately.set(whole, routed);
    return routed;
  };
}
