import { nameOf, resourceGroupOf } from '#kernel/scope.ts';
import type { Resource, ResourceGroup } from '../api/arm.ts';
import { bladeOf, blades, wordsOf } from '../blades.ts';
import { matches } from '../kit/match.ts';
import { sections } from '../panels/directory/sections.ts';
import { resource, type Route } from './route.ts';

/** Something that the search box leads to. */
export interface Found {
  key: string;
  title: string;
  says?: string;
  route: Route;
}

export interface FoundGroup {
  title: string;
  found: Found[];
}

/** So many of each kind are offered. */
const most = 6;

const services: Found[] = [
  { key: 'all', title: 'All resources', route: { at: 'list' } },
  ...blades
    .filter(({ below }) => !below)
    .map(({ type, plural }): Found => ({ key: type, title: plural, route: { at: 'list', type } })),
];

const directory: Found[] = sections.map(({ panel, title }) => ({
  key: panel,
  title,
  says: 'Microsoft Entra ID',
  route: { at: 'directory', panel },
}));

/** What a text finds: names that begin with it stand first, then those that hold it. */
export function find(text: string, known: { resources: Resource[]; groups: ResourceGroup[] }): FoundGroup[] {
  const wanted = text.trim();
  if (!wanted) return [];
  const from = known.resources.map((one): Found => ({
    key: one.id,
    title: one.name,
    says: [wordsOf(bladeOf(one.type), one).typeName, nameOf(resourceGroupOf(one.id) ?? '')].join(' in '),
    route: resource(one.id),
  }));
  const groups = known.groups.map(({ id, name }): Found => ({
    key: id,
    title: name,
    says: 'Resource group',
    route: resource(id),
  }));
  const kinds: FoundGroup[] = [
    { title: 'Services', found: services },
    { title: 'Resources', found: from },
    { title: 'Resource groups', found: groups },
    { title: 'Microsoft Entra ID', found: directory },
  ];
  // Where in the name it stands; a match in what is said of a thing comes last.
  const rank = ({ title }: Found): number => {
    const at = title.toLowerCase().indexOf(wanted.toLowerCase());
    return at < 0 ? 2 : Number(at > 0);
  };
  return kinds
    .map(({ title, found }) => ({
      title,
      found: found
        .filter((one) => matches(wanted, one.title, one.says))
        .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
        .slice(0, most),
    }))
    .filter(({ found }) => found.length > 0);
}
