import type { Parameter } from './define.ts';

/** The same option, required. */
export function required<const P extends Parameter>(parameter: P): P & { required: true } {
  return { ...parameter, required: true };
}

/** The same option, as a part of the resource id that `--ids` may stand in for. */
export function idPart<const P extends Parameter, const I extends 'resourceGroup' | 'name'>(
  part: I,
  parameter: P,
): P & { idPart: I; group: 'Resource Id' } {
  return { ...parameter, idPart: part, group: 'Resource Id' };
}

export const resourceGroup = {
  short: 'g',
  configured: 'group',
  help: 'Name of resource group. You can configure the default group using `az configure --defaults group=<name>`.',
} as const satisfies Parameter;

export const groupName = {
  options: ['--name', '-n', '--resource-group', '-g'],
  help: resourceGroup.help,
  configured: 'group',
  required: true,
} as const satisfies Parameter;

export const location = {
  short: 'l',
  kind: 'location',
  configured: 'location',
  help: 'Location. Values from: `az account list-locations`. You can configure the default location using `az configure --defaults location=<location>`.',
} as const satisfies Parameter;

export const tags = {
  takes: 'any',
  kind: 'tags',
  help: "Space-separated tags: key[=value] [key[=value] ...]. Use '' to clear existing tags.",
} as const satisfies Parameter;

export const tag = {
  takes: 'maybe',
  kind: 'tag',
  help: "A single tag in 'key[=value]' format. Use '' to clear existing tags.",
} as const satisfies Parameter;

export const noWait = {
  takes: 'flag',
  help: 'Do not wait for the long-running operation to finish.',
} as const satisfies Parameter;

export const yes = { short: 'y', takes: 'flag', help: 'Do not prompt for confirmation.' } as const satisfies Parameter;

export const slot = {
  short: 's',
  help: 'The name of the slot. Default to the productions slot if not specified.',
} as const satisfies Parameter;

export const siteName = idPart('name', {
  short: 'n',
  configured: 'web',
  help: 'Name of the web app. If left unspecified, a name will be randomly generated. You can configure the default using `az configure --defaults web=<name>`.',
});

export const graphGroup = {
  short: 'g',
  help: "Group's object id or display name(prefix also works if there is a unique match).",
  required: true,
} as const satisfies Parameter;

export const memberId = {
  help: 'The object ID of the contact, group, user, or service principal.',
  required: true,
} as const satisfies Parameter;

export const assignee = {
  help: 'Represent a user, group, or service principal. supported format: object id, user sign-in name, or service principal name.',
} as const satisfies Parameter;

export const assigneeObjectId = {
  help: "The assignee's object ID (also known as principal ID). Use this argument instead of '--assignee' to bypass Microsoft Graph query in case the logged-in account has no permission or the machine has no network access to query Microsoft Graph.",
} as const satisfies Parameter;

export const scope = {
  help: 'Scope at which the role assignment or definition applies to, e.g., /subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333, /subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/myGroup, or /subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/myGroup/providers/Microsoft.Compute/virtualMachines/myVM.',
} as const satisfies Parameter;

export const roleGroup = {
  short: 'g',
  configured: 'group',
  help: 'Use it only if the role or assignment was added at the level of a resource group.',
} as const satisfies Parameter;

export const secretName = {
  short: 'n',
  help: 'Name of the secret. Required if --id is not specified.',
  group: 'Id',
} as const satisfies Parameter;

export const secretVault = {
  kind: 'vault',
  help: 'Name of the Key Vault. Required if --id is not specified.',
  group: 'Id',
} as const satisfies Parameter;

export const secretId = {
  help: "Id of the secret. If specified all other 'Id' arguments should be omitted.",
  group: 'Id',
} as const satisfies Parameter;

export const subscriptionName = {
  options: ['--subscription', '-s', '--name', '-n'],
  help: 'Name or ID of subscription.',
} as const satisfies Parameter;
