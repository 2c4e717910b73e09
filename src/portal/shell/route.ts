import { nameOf, parseResourceId, resourceGroupOf, subscriptionOf } from '#kernel/scope.ts';
import type { Principal } from '../api/graph.ts';
import { bladeOf } from '../blades.ts';
import { sections, type Section } from '../panels/directory/sections.ts';

/** Where one stands in the portal. A resource is any scope: a subscription, a group, a resource. */
export type Route =
  | { at: 'home' }
  | { at: 'list'; type?: string }
  | { at: 'resource'; id: string; panel: string; tab?: string }
  | { at: 'create'; type: string; group?: string }
  | { at: 'add-role'; scope: string; member?: Principal }
  | { at: 'directory'; panel: Section }
  /** `from`: the resource whose identity it is; absent in the directory, which also knows principals of other kinds. */
  | { at: 'principal'; id: string; name: string; from?: string; managed?: boolean };

export interface Crumb {
  title: string;
  /** Absent for the last one: where one stands. */
  to?: Route;
}

/** A scope's own blade, at its overview unless another panel is named. */
export const resource = (id: string, panel = 'overview', tab?: string): Route => ({
  at: 'resource',
  id,
  panel,
  ...(tab && { tab }),
});

/** The name of a scope as a person would say it; a subscription by its id until its name is known. */
export const scopeName = (id: string, subscriptionName?: string): string =>
  id === subscriptionOf(id) ? (subscriptionName ?? nameOf(id)) : nameOf(id) || 'Root';

const directory = 'Microsoft Entra ID';
const sectionTitle = (panel: Section): string => sections.find((one) => one.panel === panel)?.title ?? '';

const trailTo = (id: string, subscriptionName?: string): Crumb[] => {
  const group = resourceGroupOf(id);
  const own = { title: scopeName(id, subscriptionName), to: resource(id) };
  return group && parseResourceId(id)?.provider ? [{ title: nameOf(group), to: resource(group) }, own] : [own];
};

/** The way from Home to here. The last crumb is where one stands and is no link. */
export function crumbsOf(route: Route, subscriptionName?: string): Crumb[] {
  const home: Crumb = { title: 'Home', to: { at: 'home' } };
  const last = (title: string): Crumb => ({ title });
  switch (route.at) {
    case 'home':
      return [last('Home')];
    case 'list':
      return [home, last(route.type ? bladeOf(route.type).plural : 'All resources')];
    case 'create':
      return [home, last(bladeOf(route.type).create?.title ?? 'Create')];
    case 'add-role': {
      const back = { title: 'Access control (IAM)', to: resource(route.scope, 'iam') };
      return [home, ...trailTo(route.scope, subscriptionName), back, last('Add role assignment')];
    }
    case 'directory':
      return [home, { title: directory, to: { at: 'directory', panel: 'users' } }, last(sectionTitle(route.panel))];
    case 'principal': {
      if (route.from === undefined) {
        const panel = 'enterprise-applications';
        const back = { title: sectionTitle(panel), to: { at: 'directory', panel } as const };
        return [
          home,
          { title: directory, to: { at: 'directory', panel: 'users' } },
          back,
          last('Azure role assignments'),
        ];
      }
      const panel = bladeOf(typeIn(route.from)).menu.find(({ panel: name }) => name === 'identity');
      const back = panel ? [{ title: panel.title, to: resource(route.from, panel.panel) }] : [];
      return [home, ...trailTo(route.from, subscriptionName), ...back, last('Azure role assignments')];
    }
    case 'resource': {
      const trail = trailTo(route.id, subscriptionName);
      const entry = bladeOf(typeIn(route.id)).menu.find(({ panel, title }) => panelKey(panel, title) === route.panel);
      if (!entry || route.panel === 'overview') return [home, ...trail.slice(0, -1), last(trail.at(-1)?.title ?? '')];
      if (entry.panel !== 'secrets' || !route.tab) return [home, ...trail, last(entry.title)];
      return [home, ...trail, { title: entry.title, to: resource(route.id, route.panel) }, last(route.tab)];
    }
  }
}

/** Menu entries that share a panel (`facts`, `children`) are told apart by their title. */
export const panelKey = (panel: string, title: string): string =>
  panel === 'facts' || panel === 'children' ? `${panel} ${title}` : panel;

/** The type of any scope, groups and subscriptions included. */
export function typeIn(id: string): string {
  const parsed = parseResourceId(id);
  if (parsed?.provider) return [parsed.provider, ...parsed.segments.filter((_, at) => at % 2 === 0)].join('/');
  return parsed?.resourceGroup
    ? 'Microsoft.Resources/subscriptions/resourceGroups'
    : 'Microsoft.Resources/subscriptions';
}
