import { defineCommand } from './define.ts';
import { cloudNamed } from './account/cloud-name.ts';
import { CliError } from './errors.ts';

const CLOUD_SHELL_NOTE =
  "Cloud Shell is automatically authenticated under the initial account signed-in with. Run 'az login' only if you need to use a different account";

interface LoginOptions {
  identity: boolean;
  servicePrincipal: boolean;
  useDeviceCode: boolean;
  username: string | undefined;
  password: string | undefined;
  tenant: string | undefined;
}

/** The combinations of options that az refuses before it does anything. */
function refuseCombinations({
  identity,
  servicePrincipal,
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
  if (servicePrincipal && username === undefined)
    throw new CliError('usage error: --service-principal --username NAME --password SECRET --tenant TENANT');
}

export const login = defineCommand({
  words: 'login',
  summary: 'Log in to Azure.',
  detail:
    'By default, this command logs in with a user account. Azure CLI uses Web Account Manager (WAM) on Windows, and browser-based login on Linux and macOS by default. If WAM or a web browser is not available, Azure CLI will fall back to device code login.\n\n[WARNING] Authentication with username and password in the command line is strongly discouraged. Use one of the recommended authentication methods based on your requirements. For more details, see https://go.microsoft.com/fwlink/?linkid=2276314\n\n[WARNING] `--password` no longer accepts a service principal certificate. Use `--certificate` to pass a service principal certificate.\n\nTo log in with a service principal, specify --service-principal.\n\nTo log in with a managed identity, specify --identity.\n\nFor more details, see https://learn.microsoft.com/cli/azure/authenticate-azure-cli.',
  tenantLevel: true,
  parameters: {
    username: { short: 'u', help: 'User name or service principal client ID.' },
    password: { short: 'p', help: 'User password or service principal secret. Will prompt if not given.' },
    tenant: { short: 't', help: 'The Microsoft Entra tenant, must be provided when using a service principal.' },
    scope: { takes: 'many', help: 'Used in the /authorize request. It can cover only one static resource.' },
    allowNoSubscriptions: {
      takes: 'flag',
      help: "Support accessing tenants without subscriptions. It's useful to run tenant-level commands, such as 'az ad'.",
    },
    useDeviceCode: {
      takes: 'flag',
      help: "Use device code flow. Azure CLI will also use this if it can't launch a browser, e.g. in remote SSH or Cloud Shell.",
    },
    servicePrincipal: { takes: 'flag', help: 'Log in with a service principal.' },
    certificate: { help: 'PEM file with key and public certificate.' },
    useCertSnIssuer: {
      takes: 'flag',
      help: 'Use Subject Name + Issuer (SN+I) authentication in order to support automatic certificate rolls.',
    },
    federatedToken: { help: 'Federated token that can be used for OIDC token exchange.' },
    identity: {
      options: ['-i', '--identity'],
      takes: 'flag',
      group: 'Managed Identity',
      help: 'Log in using managed identity.',
    },
    clientId: { group: 'Managed Identity', help: 'Client ID of the user-assigned managed identity.' },
    objectId: { group: 'Managed Identity', help: 'Object ID of the user-assigned managed identity.' },
    resourceId: { group: 'Managed Identity', help: 'Resource ID of the user-assigned managed identity.' },
  },
  examples: [
    { says: 'Log in interactively.', line: 'az login' },
    {
      says: "Log in with username and password. This doesn't work with Microsoft accounts or accounts that have two-factor authentication enabled. Use -p=secret if the first character of the password is '-'.",
      line: 'az login --username johndoe@contoso.com --password VerySecret',
    },
    {
      says: "Log in with a service principal using client secret. Use --password=secret if the first character of the password is '-'.",
      line: 'az login --service-principal --username APP_ID --password CLIENT_SECRET --tenant TENANT_ID',
    },
    {
      says: 'Log in with a service principal using certificate.',
      line: 'az login --service-principal --username APP_ID --certificate /path/to/cert.pem --tenant TENANT_ID',
    },
    { says: 'Log in with a system-assigned managed identity.', line: 'az login --identity' },
    {
      says: "Log in with a user-assigned managed identity's client ID.",
      line: 'az login --identity --client-id 00000000-0000-0000-0000-000000000000',
    },
    {
      says: "Log in with a user-assigned managed identity's resource ID.",
      line: 'az login --identity --resource-id /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/MyResourceGroup/providers/Microsoft.ManagedIdentity/userAssignedIdentities/MyIdentity',
    },
  ],
  run: async (args, az) => {
    refuseCombinations(args);
    if (args.identity || args.servicePrincipal || args.useDeviceCode)
      throw new CliError(
        `'az login ${args.identity ? '--identity' : args.servicePrincipal ? '--service-principal' : '--use-device-code'}' exists in the real Azure CLI, but this lab does not simulate it yet. Sign in as one of the lab's users: az login -u user@domain`,
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
