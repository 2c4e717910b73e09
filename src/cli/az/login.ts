import { implement } from './implement.ts';
import { cloudNamed } from './account/cloud-name.ts';
import { CLOUD_SHELL_NOTE } from './cloud-shell-note.ts';
import type { Az } from './context.ts';
import { CliError } from './errors.ts';
import { loginAsClient } from './login-client.ts';
import type { Json } from './json.ts';

interface LoginOptions {
  identity: boolean;
  servicePrincipal: boolean;
  useCertSnIssuer: boolean;
  useDeviceCode: boolean;
  username: string | undefined;
  password: string | undefined;
  tenant: string | undefined;
}

/** The combinations of options that az refuses before it does anything. */
function refuseCombinations({
  identity,
  servicePrincipal,
  useCertSnIssuer,
  useDeviceCode,
  username,
  password,
  tenant,
}: LoginOptions): void {
  if (identity && (password !== undefined || servicePrincipal || tenant !== undefined))
    throw new CliError("usage error: '--identity' is not applicable with other arguments");
  if (identity && username !== undefined)
    throw new CliError(
      'Passing the managed identity ID with --username is no longer supported. Use --client-id, --object-id or --resource-id instead.',
    );
  if (useDeviceCode && (password !== undefined || servicePrincipal || username !== undefined || identity))
    throw new CliError("usage error: '--use-device-code' is not applicable with other arguments");
  if (useCertSnIssuer && !servicePrincipal)
    throw new CliError("usage error: '--use-sn-issuer' is only applicable with a service principal");
  if (servicePrincipal && username === undefined)
    throw new CliError('usage error: --service-principal --username NAME --password SECRET --tenant TENANT');
}

const NO_SUBSCRIPTIONS =
  "No access was configured for the managed identity, hence no subscriptions were found. If this is expected, use '--allow-no-subscriptions' to have tenant level access.";

/** `az login --identity`: the host's own identity, or an attached one by one of its names. */
async function onHost(
  {
    clientId,
    objectId,
    resourceId,
    allowNoSubscriptions,
  }: { [name in 'clientId' | 'objectId' | 'resourceId']: string | undefined } & { allowNoSubscriptions: boolean },
  az: Az,
): Promise<Json> {
  const given = (
    [
      ['MSIClient', clientId],
      ['MSIObject', objectId],
      ['MSIResource', resourceId],
    ] as const
  ).flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
  const [named, ...others] = given;
  if (others.length > 0)
    throw new CliError('Usage error: Provide only one of --client-id, --object-id, --resource-id.');
  await az.session.signInOnHost(named ?? { kind: 'MSI' });
  if ((await az.session.subscriptions()).length === 0) {
    if (!allowNoSubscriptions) {
      az.session.signOut();
      throw new CliError(NO_SUBSCRIPTIONS);
    }
    await az.session.atTenantLevel();
  }
  const found = await az.session.subscriptions();
  return Promise.all(found.map(async (item) => cloudNamed(await az.session.describe(item))));
}

export const login = implement('login', {
  takes: {
    username: 'text?',
    password: 'text?',
    tenant: 'text?',
    scope: 'texts?',
    allowNoSubscriptions: 'flag',
    useDeviceCode: 'flag',
    servicePrincipal: 'flag',
    certificate: 'text?',
    useCertSnIssuer: 'flag',
    federatedToken: 'text?',
    identity: 'flag',
    clientId: 'text?',
    objectId: 'text?',
    resourceId: 'text?',
  },
  run: async (args, az) => {
    refuseCombinations(args);
    if (args.identity) return onHost(args, az);
    if (args.servicePrincipal && args.username !== undefined)
      return loginAsClient({ ...args, username: args.username }, az);
    if (args.useDeviceCode)
      throw new CliError(
        "'az login --use-device-code' exists in the real Azure CLI, but this lab does not simulate it yet. Sign in as one of the lab's users: az login -u user@domain",
      );
    if (args.username === undefined) {
      az.warn(CLOUD_SHELL_NOTE);
      az.warn(
        "In this lab, choose the account: az login -u user@domain (the lab's page lists its users; no password is asked).",
      );
      return undefined;
    }
    await az.session.signIn(args.username);
    const found = await az.session.subscriptions();
    if (found.length === 0) {
      if (args.allowNoSubscriptions) return [];
      throw new CliError(`No subscriptions found for ${args.username}.`);
    }
    return Promise.all(found.map(async (item) => cloudNamed(await az.session.describe(item))));
  },
});
