import { CliError } from '../../errors.ts';
import { isObject, text, type JsonObject } from '../../json.ts';
import { isValidScope } from '../../resource-id.ts';

/** A user-assigned identity's id: the one given, or that of a name in the app's own group. */
export function identityIn(group: string, given: string): string {
  return isValidScope(given) ? given : `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${given}`;
}

const BOTH = 'SystemAssigned,UserAssigned';

interface Wanted {
  systemAssigned: boolean;
  userAssigned: readonly string[] | undefined;
  /** `/subscriptions/{id}/resourceGroups/{name}` of the app. */
  group: string;
}

/** The identity block with more identities, as az writes it. */
export function addTo(current: JsonObject, wanted: Wanted & { warn: (line: string) => void }): JsonObject {
  const { systemAssigned, group, warn } = wanted;
  const user = (wanted.userAssigned ?? []).map((id) => id.toLowerCase());
  let type = text(current, 'type');
  if (systemAssigned && type.includes('SystemAssigned')) warn('System identity is already assigned to containerapp');
  if (type === 'None')
    type =
      systemAssigned && user.length > 0
        ? BOTH
        : systemAssigned
          ? 'SystemAssigned'
          : user.length > 0
            ? 'UserAssigned'
            : type;
  else if ((type === 'SystemAssigned' && user.length > 0) || (type === 'UserAssigned' && systemAssigned)) type = BOTH;
  const next: JsonObject = { ...current, type };
  if (user.length === 0) return next;
  const held: JsonObject = isObject(current['userAssignedIdentities']) ? { ...current['userAssignedIdentities'] } : {};
  for (const given of user) {
    const id = identityIn(group, given).replace('resourceGroup', 'resourcegroup');
    const there = Object.keys(held).find((old) => old.toLowerCase() === id.toLowerCase());
    if (there === undefined) held[id] = {};
    else warn(`User identity ${there} is already assigned to containerapp`);
  }
  return { ...next, userAssignedIdentities: held };
}

/** The identity block with fewer identities. An empty `userAssigned` means all of them. */
export function removeFrom(current: JsonObject, wanted: Wanted & { name: string }): JsonObject {
  const { systemAssigned, userAssigned, group, name } = wanted;
  let type = text(current, 'type');
  if (systemAssigned) {
    if (type === 'UserAssigned') throw new CliError(`The containerapp ${name} has no system assigned identities.`);
    type = type === 'SystemAssigned' ? 'None' : 'UserAssigned';
  }
  const none = () => ({
    ...current,
    type: type === 'UserAssigned' ? 'None' : 'SystemAssigned',
    userAssignedIdentities: null,
  });
  if (userAssigned === undefined) return { ...current, type };
  if (userAssigned.length === 0) return none();
  const held: JsonObject = isObject(current['userAssignedIdentities']) ? { ...current['userAssignedIdentities'] } : {};
  for (const given of userAssigned) {
    const id = identityIn(group, given).toLowerCase();
    const there = Object.keys(held).find((old) => old.toLowerCase() === id);
    if (there === undefined)
      throw new CliError(
        `The containerapp does not have specified user identity '${given}' assigned, so it cannot be removed.`,
      );
    delete held[there];
  }
  return Object.keys(held).length === 0 ? none() : { ...current, type, userAssignedIdentities: held };
}
