import type { Command, Parameter, Status } from './define.ts';
import { allParameters, longestName, nameOf, spellings } from './options.ts';
import { byCodePoint } from './output/json.ts';
import { indented } from './text-wrap.ts';
import type { GroupNode, TreeNode } from './tree.ts';

interface Item {
  name: string;
  tags: string;
  summary: string;
  detail: string;
  heading?: string | undefined;
}

/** Lists items with their summaries in one column: name, tags, ` : `, summary. */
function layOut(items: readonly Item[], column = items): string {
  // az takes this one tag for a letter longer than it is.
  const lengthOf = ({ name, tags }: Item) =>
    name.length + tags.length + (tags ? 2 : 1) + (tags.includes('[Breaking Change]') ? 1 : 0);
  const lengths = items.map(lengthOf);
  const longest = Math.max(0, ...column.map(lengthOf));
  let heading: string | undefined = '';
  let out = '';
  items.forEach((item, i) => {
    if (item.heading !== undefined && item.heading !== heading) out += `\n${item.heading}\n`;
    heading = item.heading ?? heading;
    const padding = ' '.repeat(longest - (lengths[i] ?? 0) + (item.tags ? 1 : 0));
    const separator = item.summary ? ' : ' : '';
    // the hanging indent: the longest line, one level, and the width of the separator less one
    out += indented(`${item.name}${padding}${item.tags}${separator}${item.summary}`, 1, longest + 4 + 2);
    if (item.detail) out += indented(item.detail, 2);
  });
  return `${out}\n`;
}

function header(
  kind: 'Command' | 'Group',
  words: string,
  summary: string,
  details: readonly string[],
  links: readonly string[],
): string {
  const name = words ? ` ${words}` : '';
  const line = `az${name}${summary ? ` : ${summary}` : ''}`;
  const long = details.filter(Boolean).join('\n');
  const linked = links.length === 0 ? '' : indented(`For more information, see: ${joinLinks(links)}\n`, 2);
  return `\n${kind}\n${indented(line, 1)}${long ? indented(long, 2) : '\n'}${linked}`;
}

function joinLinks(links: readonly string[]): string {
  return links.length > 1 ? `${links.slice(0, -1).join(', ')} and ${links.at(-1)}` : (links[0] ?? '');
}

/** A default as Python's `str` writes it. */
function shownDefault(value: Parameter['default']): string {
  if (value === undefined || value === '' || value === false || value === 0) return '';
  const item = (one: string | number) => (typeof one === 'string' ? `'${one}'` : String(one));
  const text = value === true ? 'True' : typeof value === 'object' ? `[${value.map(item).join(', ')}]` : String(value);
  return `  Default: ${text}.`;
}

function choicesAndDefault(parameter: Parameter): string {
  const choices = parameter.choices ?? (parameter.kind === 'bool' ? ['true', 'false'] : undefined);
  const allowed = choices ? `  Allowed values: ${[...choices].sort(byCodePoint).join(', ')}.` : '';
  return allowed + shownDefault(parameter.default) + (parameter.from ?? '');
}

const referenced = (what: string, state: string): string =>
  `WARNING: ${what} is ${state} under development. Reference and support levels: https://aka.ms/CLI_refstatus`;

function headingOf({ group, positional }: Parameter): string | undefined {
  return group === undefined || positional !== undefined ? group : `${group} Arguments`;
}

function item(key: string, parameter: Parameter): Item & { required: boolean } {
  const names =
    parameter.positional === undefined ? (parameter.shown ?? spellings(key, parameter)) : [nameOf(key, parameter)];
  const { breaking, deprecated, preview, experimental, required } = parameter;
  const tags = [
    breaking === undefined ? '' : '[Breaking Change]',
    deprecated === undefined ? '' : '[Deprecated]',
    preview ? '[Preview]' : '',
    experimental ? '[Experimental]' : '',
    required ? '[Required]' : '',
  ].filter(Boolean);
  const kind = parameter.positional === undefined ? 'Argument' : 'Positional argument';
  const what = `${kind} '${longestName(key, parameter)}'`;
  const changed = breaking ?? deprecated;
  const notes = [
    parameter.detail ?? '',
    changed === undefined ? '' : `WARNING: ${changed}`,
    preview ? referenced(what, 'in preview and') : '',
    experimental ? referenced(what, 'experimental and') : '',
  ].filter(Boolean);
  return {
    name: [...names].sort(byCodePoint).join(' '),
    tags: tags.join(' '),
    summary: (parameter.help + choicesAndDefault(parameter)).trim(),
    detail: notes.join(' '),
    heading: headingOf(parameter),
    required: required === true,
  };
}

/** Deprecated spellings stand by themselves, under the sentence about the first of them. */
function oldItems(parameter: Parameter): ReturnType<typeof item>[] {
  const old = Object.entries(parameter.oldOptions ?? {});
  const [first] = old;
  if (!first) return [];
  const without = { detail: undefined, preview: undefined, experimental: undefined, breaking: undefined };
  return [item('', { ...parameter, ...without, shown: old.map(([option]) => option), deprecated: first[1] })];
}

/** Groups of options stand in alphabetical order between the ungrouped ones and the global ones. */
function priority(heading: string | undefined): string {
  return heading === undefined ? '0' : heading === 'Global Arguments' ? '2' : `1${heading}`;
}

/** The page of `az <command> -h`. */
export function commandHelp(command: Command): string {
  const items = Object.entries(allParameters(command))
    .filter(([, { hidden }]) => !hidden)
    .flatMap(([key, parameter]) => [...oldItems(parameter), item(key, parameter)]);
  const sortKey = (entry: (typeof items)[number]) =>
    `${priority(entry.heading)}\u0001${entry.required ? 0 : 1}${entry.name}`;
  items.sort((a, b) => byCodePoint(sortKey(a), sortKey(b)));
  const { detail, statuses, words, summary, links } = command;
  let out = header('Command', words, summary, detailsOf(detail, statuses), links);
  out += `${gapAfter(detail, statuses)}Arguments\n${layOut(items)}`;
  if (command.examples.length > 0) {
    out += 'Examples\n';
    for (const { says, line, detail: more } of command.examples)
      out += `${indented(says, 1)}${more === undefined ? '' : indented(more, 2)}${indented(line, 2)}\n`;
  }
  return out + findNote(command.words);
}

const findNote = (words: string): string =>
  indented(`To search AI knowledge base for examples, use: az find "az ${words}"\n`, 0);

const detailsOf = (detail: string | undefined, statuses: readonly Status[]): string[] => [
  detail ?? '',
  ...statuses.map(({ message }) => `WARNING: ${message}`),
];

/** az leaves a line free below a paragraph of its own, and below a deprecation. */
const gapAfter = (detail: string | undefined, statuses: readonly Status[]): string =>
  detail || statuses.some(isDeprecation) ? '\n' : '';

const isDeprecation = ({ tag, message }: Status): boolean =>
  tag === '[Deprecated]' || tag === '[Breaking Change]' || (tag === '' && !message.includes('CLI_refstatus'));

const tagsOf = (statuses: readonly Status[]): string =>
  statuses
    .map(({ tag }) => tag)
    .filter(Boolean)
    .join(' ');

/** The commands below a group that have a body. */
function simulated({ children }: GroupNode, before = ''): string[] {
  return [...children].flatMap(([name, node]) => {
    if (node.kind === 'group') return simulated(node, `${before}${name} `);
    return node.command.body ? [`${before}${name}`] : [];
  });
}

function simulatedBelow(node: GroupNode): string {
  const all = simulated(node).sort(byCodePoint);
  return all.length === 0 ? 'This lab simulates none of these yet.' : `This lab simulates: ${all.join(', ')}.`;
}

/** The page of `az <group> -h`, and a line of ours: which of its commands this lab simulates. */
export function groupHelp({ group, children }: GroupNode): string {
  const items = (kind: TreeNode['kind']): Item[] =>
    [...children]
      .filter(([, node]) => node.kind === kind && !(node.kind === 'group' ? node.group : node.command).hidden)
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, node]) => {
        const { summary, statuses } = node.kind === 'group' ? node.group : node.command;
        return { name, tags: tagsOf(statuses), summary: summary.replaceAll('\n', ' '), detail: '' };
      });
  const { words, summary, detail, statuses, links } = group;
  let out = header('Group', words, summary, detailsOf(detail, statuses), links) + gapAfter(detail, statuses);
  const groups = items('group');
  const commands = items('command');
  // One column for both lists.
  if (groups.length > 0) out += `Subgroups:\n${layOut(groups, [...groups, ...commands])}`;
  if (commands.length > 0) out += `Commands:\n${layOut(commands, [...groups, ...commands])}`;
  if (words !== '') out += `${indented(simulatedBelow({ kind: 'group', group, children }), 0)}\n`;
  return out + findNote(words);
}

const LOGO = String.raw`
     /\
    /  \    _____   _ _  ___ _
   / /\ \  |_  / | | | \'__/ _\
  / ____ \  / /| |_| | | |  __/
 /_/    \_\/___|\__,_|_|  \___|

`;

/** What `az` alone prints: the banner, and the first words. */
export function welcome(root: GroupNode): string {
  const names = [...root.children.keys()].sort(byCodePoint);
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const node = root.children.get(name);
    const summary = node?.kind === 'group' ? node.group.summary : (node?.command.summary ?? '');
    return indented(`${name.padEnd(width)} : ${summary}`, 1, width + 6);
  });
  return `${LOGO}
Welcome to the cool new Azure CLI!

Use \`az --version\` to display the current version.
Here are the base commands:

${lines.join('')}`;
}
