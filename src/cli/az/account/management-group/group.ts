import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { text } from '../../json.ts';

const TOP = '/providers/Microsoft.Management/managementGroups';

/** The address of the management groups, of one, or of what stands below it. */
export const managementGroupPath = (below = '', query = ''): string => `${TOP}${below}?api-version=2021-04-01${query}`;

/** The id of a parent given by id or by name. */
export const parentId = (parent: string): string =>
  parent.toLowerCase().startsWith(TOP.toLowerCase()) ? parent : `${TOP}/${parent}`;

/** az registers the provider before it asks anything of it, and waits until it is registered. */
export async function register(az: Az, unless: boolean): Promise<void> {
  if (unless) return;
  const provider = `${await az.root()}/providers/Microsoft.Management`;
  await az.arm.call('POST', `${provider}/register?api-version=2024-11-01`);
  do await az.host.wait(10_000);
  while (text(await az.arm.get(`${provider}?api-version=2024-11-01`), 'registrationState') !== 'Registered');
}

/** The id of a subscription of the profile, given by id or by name. */
export async function subscriptionId(az: Az, subscription: string): Promise<string> {
  const known = await az.session.subscriptions();
  const found = known.find(({ id, name }) => id === subscription || name === subscription);
  if (found === undefined) throw new CliError('Subscription not found in the current context.');
  return found.id;
}
