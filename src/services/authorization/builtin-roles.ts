import data from './data/builtin-roles.json' with { type: 'json' };
import type { RoleDefinition, RolePermission } from './models.ts';
import { roleDescriptions } from './role-descriptions.ts';

/**
 * Every built-in role of Azure. The data file keeps them small enough to ship with the engine:
 * - `actions`: all action strings, sorted, one a line, each after the number of characters (two base-36 digits) that it
 *   shares with the line before;
 * - `conditions`: pairs of an ABAC condition and its version;
 * - `roles`, one a line: 32 hexadecimal digits, the permission blocks, `|`, the name. Blocks are parted by `;` and hold
 *   actions, notActions, dataActions, notDataActions and, where there is one, the number of the condition, parted by `,`.
 *   An action is two digits of `alphabet` (base 88), or `!` for "the next one in the list of actions".
 */
const alphabet = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter(
  (c) => !',;"\\|\''.includes(c),
);
const digits = new Map(alphabet.slice(1).map((c, at) => [c, at]));

function decodeActions(text: string): string[] {
  let before = '';
  return text.split('\n').map((line) => (before = before.slice(0, parseInt(line.slice(0, 2), 36)) + line.slice(2)));
}

function decodeList(text: string, actions: string[]): string[] {
  const list: string[] = [];
  let last = -1;
  for (let at = 0; at < text.length;) {
    if (text[at] === alphabet[0]) {
      last += 1;
      at += 1;
    } else {
      last = (digits.get(text[at] ?? '') ?? NaN) * digits.size + (digits.get(text[at + 1] ?? '') ?? NaN);
      at += 2;
    }
    const action = actions[last];
    if (action === undefined) throw new Error(`built-in roles: no action ${last}`);
    list.push(action);
  }
  return list;
}

function decodeBlock(text: string, actions: string[]): RolePermission {
  const [own = '', not = '', own2 = '', not2 = '', condition] = text.split(',');
  const [words = null, version = null] = condition === undefined ? [] : (data.conditions[Number(condition)] ?? []);
  return {
    actions: decodeList(own, actions),
    notActions: decodeList(not, actions),
    dataActions: decodeList(own2, actions),
    notDataActions: decodeList(not2, actions),
    condition: words,
    conditionVersion: version,
  };
}

function decodeRoles(): RoleDefinition[] {
  const actions = decodeActions(data.actions);
  return data.roles.split('\n').map((line) => {
    const bar = line.indexOf('|');
    const hex = line.slice(0, 32);
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    return {
      id,
      roleName: line.slice(bar + 1),
      roleType: 'BuiltInRole',
      description: roleDescriptions[id] ?? '',
      assignableScopes: ['/'],
      permissions: line
        .slice(32, bar)
        .split(';')
        .map((block) => decodeBlock(block, actions)),
    };
  });
}

/** All built-in roles in the order of the source (by name). Decoded when the engine is loaded, before any request. */
export const builtInRoles: readonly RoleDefinition[] = decodeRoles();

const byId = new Map(builtInRoles.map((role) => [role.id, role]));

/** The built-in role with this GUID (lower case), or undefined. */
export const builtInRole = (id: string): RoleDefinition | undefined => byId.get(id);
