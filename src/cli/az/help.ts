import type { Command, Parameter } from './define.ts';
import { allParameters, spellings } from './options.ts';
import { byCodePoint } from './output/json.ts';
import { otherCommands } from './real-commands.ts';
import { indented } from './text-wrap.ts';
import type { GroupNode, TreeNode } from './tree.ts';

/** knack's `normalize_text`: a capital at the start, a full stop at the end. */
function sentence(text: string): string {
  if (text.length < 2) return text;
  const trimmed = text.trim();
  const stop = /[.!?]$/.test(trimmed) ? '' : '.';
  return trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1) + stop;
}

interface Item {
  name: string;
  tags: string;
  summary: string;
  detail: string;
  heading?: string | undefined;
}

/** Lists items with their summaries in one column: name, tags, ` : `, summary. */
function layOut(items: readonly Item[]): string {
  const lengths = items.map(({ name, tags }) => name.length + tags.length + (tags ? 2 : 1));
  const longest = Math.max(0, ...lengths);
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
  const line = `az${name}${summary ? ` : ${sentence(summary)}` : ''}`;
  const long = details.filter(Boolean).join('\n');
  const linked = links.length === 0 ? '' : indented(`For more information, see: ${joinLinks(links)}\n`, 2);
  return `\n${kind}\n${indented(line, 1)}${long ? indented(long, 2) : '\n'}${linked}`;
}

function joinLinks(links: readonly string[]): string {
  return links.length > 1 ? `${links.slice(0, -1).join(', ')} and ${links.at(-1)}` : (links[0] ?? '');
}

function choicesAndDefault(parameter: Parameter): string {
  const choices = parameter.choices ?? (parameter.kind === 'bool' ? ['true', 'false'] : undefined);
  const allowed = choices ? `  Allowed values: ${[...choices].sort(byCodePoint).join(', ')}.` : '';
  const value = parameter.default;
  const shown = value === true ? 'True' : value;
  const fallback = value === undefined || value === '' || value === false ? '' : `  Default: ${String(shown)}.`;
  const from = parameter.valuesFrom ? `  Values from: ${parameter.valuesFrom}.` : '';
  return allowed + fallback + from;
}

function item(key: string, parameter: Parameter): Item & { required: boolean } {
  const name = [...spellings(key, parameter)].sort(byCodePoint).join(' ');
  const tags = [
    parameter.deprecated ? '[Deprecated]' : '',
    parameter.preview ? '[Preview]' : '',
    parameter.required ? '[Required]' : '',
  ].filter(Boolean);
  const option = spellings(key, parameter)[0] ?? key;
  const notes = [
    parameter.detail ? sentence(parameter.detail) : '',
    parameter.deprecated ?? '',
    parameter.preview
      ? `WARNING: Argument '${option}' is in preview and under development. Reference and support levels: https://aka.ms/CLI_refstatus`
      : '',
  ].filter(Boolean);
  return {
    name,
    tags: tags.join(' '),
    summary: (sentence(parameter.help) + choicesAndDefault(parameter)).trim(),
    detail: notes.join(' '),
    heading: parameter.group === undefined ? undefined : `${parameter.group} Arguments`,
    required: parameter.required === true,
  };
}

/** Groups of options stand in alphabetical order between the ungrouped ones and the global ones. */
function priority(heading: string | undefined): string {
  return heading === undefined ? '0' : heading === 'Global Arguments' ? '2' : `1${heading}`;
}

/** The page of `az <command> -h`. */
export function commandHelp(command: Command): string {
  const items = Object.entries(allParameters(command))
    .filter(([, { hidden }]) => !hidden)
    .map(([key, parameter]) => item(key, parameter));
  const sortKey = (entry: (typeof items)[number]) =>
    `${priority(entry.heading)}\u0001${entry.required ? 0 : 1}${entry.name}`;
  items.sort((a, b) => byCodePoint(sortKey(a), sortKey(b)));
  const details = [command.detail ? sentence(command.detail) : '', command.status?.message ?? ''];
  const gap = command.detail || command.status?.tag === '[Deprecated]' ? '\n' : '';
  let out = header('Command', command.words, command.summary, details, command.links ?? []);
  out += `${gap}Arguments\n${layOut(items)}`;
  if (command.examples) {
    out += 'Examples\n';
    for (const { says, line } of command.examples) out += `${indented(says, 1)}${indented(line, 2)}\n`;
  }
  return `${out}To search AI knowledge base for examples, use: az find "az ${command.words}"\n\n`;
}

/** The page of `az <group> -h`. What the real az has here and this lab lacks is named at the end. */
export function groupHelp({ group, children }: GroupNode): string {
  const items = (kind: TreeNode['kind']): Item[] =>
    [...children]
      .filter(([, node]) => node.kind === kind)
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, node]) => {
        const { summary, status } = node.kind === 'group' ? node.group : node.command;
        return { name, tags: status?.tag ?? '', summary: sentence(summary), detail: '' };
      });
  const details = [group.detail ? sentence(group.detail) : '', group.status?.message ?? ''];
  let out = header('Group', group.words, group.summary, details, []);
  if (group.detail || group.status?.tag === '[Deprecated]') out += '\n';
  const groups = items('group');
  const commands = items('command');
  if (groups.length > 0) out += `Subgroups:\n${layOut(groups)}`;
  if (commands.length > 0) out += `Commands:\n${layOut(commands)}`;
  const others = group.words ? otherCommands(group.words) : [];
  if (others.length > 0) out += `In the real Azure CLI, not in this lab:\n${indented(others.join(', '), 1)}\n`;
  return `${out}To search AI knowledge base for examples, use: az find "az ${group.words}"\n\n`;
}

const LOGO = String.raw`
     /\
    /  \    _____   _ _  ___ _
   / /\ \  |_  / | | | \'__/ _\
  / ____ \  / /| |_| | | |  __/
 /_/    \_\/___|\__,_|_|  \___|

`;

/** What `az` alone prints: the banner, and the groups that this lab simulates. */
export function welcome(root: GroupNode): string {
  const names = [...root.children.keys()].sort(byCodePoint);
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const node = root.children.get(name);
    const summary = node?.kind === 'group' ? node.group.summary : (node?.command.summary ?? '');
    return indented(`${name.padEnd(width)} : ${sentence(summary)}`, 1, width + 6);
  });
  return `${LOGO}
Welcome to the cool new Azure CLI!

Use \`az --version\` to display the current version.
Here are the base commands:

${lines.join('')}`;
}
