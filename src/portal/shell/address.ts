import { sections } from '../panels/directory/sections.ts';
import type { Route } from './route.ts';

const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter((one): one is [string, string] => Boolean(one[1]));
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path;
};

/** An id or a type as the rest of a path: its slashes stay, so that an address can be read. */
const asPath = (text: string): string => text.split('/').map(encodeURIComponent).join('/');

/**
 * Where one stands in the portal, as a text for the page's address: `resource/subscriptions/…?panel=identity`. The
 * person whom a role assignment was begun for is not in it.
 */
export function addressOf(route: Route): string {
  switch (route.at) {
    case 'home':
      return 'home';
    case 'list':
      return route.type ? `list/${asPath(route.type)}` : 'list';
    case 'resource': {
      const panel = route.panel === 'overview' ? undefined : route.panel;
      return withQuery(`resource${asPath(route.id)}`, { panel, tab: route.tab });
    }
    case 'create':
      return withQuery(`create/${asPath(route.type)}`, { group: route.group });
    case 'add-role':
      return `add-role${asPath(route.scope)}`;
    case 'directory':
      return `directory/${route.panel}`;
    case 'principal': {
      const { id, name, from, managed } = route;
      return withQuery(`principal/${asPath(id)}`, { name, from, managed: managed ? 'true' : undefined });
    }
  }
}

/** The place that an address means; undefined for an address that the portal does not have. */
export function routeAt(address: string): Route | undefined {
  const [path = '', search = ''] = address.split('?');
  const query = new URLSearchParams(search);
  const cut = path.indexOf('/');
  const [at, encoded] = cut < 0 ? [path, ''] : [path.slice(0, cut), path.slice(cut)];
  let rest: string;
  try {
    rest = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  const name = rest.slice(1);
  const optional = (key: string): Record<string, string> => {
    const value = query.get(key);
    return value ? { [key]: value } : {};
  };
  switch (at) {
    case 'home':
      return { at };
    case 'list':
      return { at, ...(name && { type: name }) };
    case 'resource':
      return name ? { at, id: rest, panel: query.get('panel') ?? 'overview', ...optional('tab') } : undefined;
    case 'create':
      return name ? { at, type: name, ...optional('group') } : undefined;
    case 'add-role':
      return name ? { at, scope: rest } : undefined;
    case 'directory': {
      const found = sections.find(({ panel }) => panel === name);
      return found && { at, panel: found.panel };
    }
    case 'principal': {
      if (!name) return undefined;
      const managed = query.get('managed') === 'true';
      return { at, id: name, name: query.get('name') ?? name, ...optional('from'), ...(managed && { managed }) };
    }
    default:
      return undefined;
  }
}
