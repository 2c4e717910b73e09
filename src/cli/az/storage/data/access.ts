import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Given, Takes } from '../../implement.ts';
import { list, member, text } from '../../json.ts';
import { groupOfAccount, listKeys } from '../account/account.ts';

export type DataService = 'blob' | 'queue';

/** The arguments by which every data command says which account, and by which credential. */
const ACCOUNT = { accountName: 'text?', accountKey: 'text?', connectionString: 'text?' } as const satisfies Takes;

/** Of those that may also be done with a role or a signed address. */
const OPEN = { ...ACCOUNT, sasToken: 'text?', authMode: 'text?' } as const satisfies Takes;

export const BLOB_ACCESS = { ...ACCOUNT, blobEndpoint: 'text?' } as const satisfies Takes;
export const OPEN_BLOB_ACCESS = { ...OPEN, blobEndpoint: 'text?' } as const satisfies Takes;
export const QUEUE_ACCESS = { ...ACCOUNT, queueEndpoint: 'text?' } as const satisfies Takes;
export const OPEN_QUEUE_ACCESS = { ...OPEN, queueEndpoint: 'text?' } as const satisfies Takes;

export type AccessArgs = Partial<Given<typeof OPEN_BLOB_ACCESS & typeof OPEN_QUEUE_ACCESS>>;

export type Credential =
  { kind: 'login' } | { kind: 'key'; key: string } | { kind: 'sas'; token: string } | { kind: 'none' };

export interface Access {
  account: string;
  /** The service's address without a slash at its end. */
  endpoint: string;
  credential: Credential;
  /** The command has `--auth-mode`. */
  byRole: boolean;
}

const ASKS_FOR_KEY = `
There are no credentials provided in your command and environment, we will query for account key for your storage account.
It is recommended to provide --connection-string, --account-key or --sas-token in your command as credentials.
`;

const OR_LOGIN = `
You also can add \`--auth-mode login\` in your command to use Azure Active Directory (Azure AD) for authorization if your login account is assigned required RBAC roles.
For more information about RBAC roles in storage, visit https://learn.microsoft.com/azure/storage/common/storage-auth-aad-rbac-cli.
`;

const OR_VARIABLES =
  '\nIn addition, setting the corresponding environment variables can avoid inputting credentials in your command. Please use --help to get more information about environment variable usage.';

async function queriedKey(az: Az, account: string, byRole: boolean): Promise<Credential> {
  az.warn(`${ASKS_FOR_KEY}${byRole ? OR_LOGIN : ''}${OR_VARIABLES}`);
  try {
    const keys = list(member(await listKeys(az, await groupOfAccount(az, account), account), 'keys'));
    return { kind: 'key', key: text(keys[0], 'value') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    az.warn(`\nSkip querying account key due to failure: ${error.message}`);
    return { kind: 'none' };
  }
}

/** `AccountName=…;AccountKey=…` as az reads it. */
function parts(connectionString: string): Record<string, string> {
  const pairs = connectionString.split(';').flatMap((part): [string, string][] => {
    const cut = part.indexOf('=');
    return cut < 0 ? [] : [[part.slice(0, cut), part.slice(cut + 1)]];
  });
  return Object.fromEntries(pairs);
}

/** The account, address and credential of a connection string. */
function readConnection(
  connection: string,
  service: DataService,
): { account: string | undefined; credential: Credential; url: string } {
  const wrong = (why: string): CliError =>
    new CliError(`Invalid connection string: ${connection}, err detail: Connection string ${why}`, {
      hints: ['Try `az storage account show-connection-string` to get a valid connection string'],
    });
  if (
    connection
      .replace(/;+$/, '')
      .split(';')
      .some((part) => !part.includes('='))
  )
    throw wrong('is either blank or malformed.');
  const said = parts(connection);
  const { AccountName: account, AccountKey: key, SharedAccessSignature: token } = said;
  const suffix = `${service}.${said['EndpointSuffix'] ?? 'core.windows.net'}`;
  const own = said[service === 'blob' ? 'BlobEndpoint' : 'QueueEndpoint'];
  const url = own ?? (account && `${said['DefaultEndpointsProtocol'] ?? 'https'}://${account}.${suffix}`);
  if (!url) throw wrong('missing required connection details.');
  return { account, credential: key ? { kind: 'key', key } : token ? { kind: 'sas', token } : { kind: 'none' }, url };
}

/**
 * Which account a data command is for, and by which credential, from its arguments and the environment: the role of who is
 * signed in with `--auth-mode login`, else a connection string, a key or a signed address, else the key that az asks
 * Resource Manager for.
 */
export async function resolveAccess(az: Az, service: DataService, args: AccessArgs, byRole: boolean): Promise<Access> {
  const mode = byRole ? (args.authMode ?? az.variable('AZURE_STORAGE_AUTH_MODE')) : undefined;
  const named = args.accountName ?? az.variable('AZURE_STORAGE_ACCOUNT');
  const given = service === 'blob' ? args.blobEndpoint : args.queueEndpoint;
  const done = (account: string | undefined, credential: Credential, url = given): Access => {
    if (account === undefined && url === undefined)
      throw new CliError('Please provide storage account name or connection string.');
    const endpoint = (url ?? `https://${account}.${service}.core.windows.net`).replace(/\/+$/, '');
    return { account: account ?? /^https?:\/\/([^./]+)/.exec(endpoint)?.[1] ?? '', endpoint, credential, byRole };
  };
  const login = mode === 'login';
  if (login) {
    const ignored = [
      args.accountKey && '--account-key',
      args.sasToken && '--sas-token',
      args.connectionString && '--connection-string',
    ].filter(Boolean);
    // The real az says so, and then uses them all the same.
    if (ignored.length > 0) az.warn(`In "login" auth mode, the following arguments are ignored: ${ignored.join(' ,')}`);
    else return done(named, { kind: 'login' });
  }
  const bare = !login && !args.accountKey && !args.sasToken;
  const connection = args.connectionString ?? (bare ? az.variable('AZURE_STORAGE_CONNECTION_STRING') : undefined);
  if (connection !== undefined) {
    const { account, credential, url } = readConnection(connection, service);
    return done(account, credential, url);
  }
  const key = args.accountKey ?? (args.sasToken ? undefined : az.variable('AZURE_STORAGE_KEY'));
  if (key) return done(named, { kind: 'key', key });
  const token = args.sasToken ?? az.variable('AZURE_STORAGE_SAS_TOKEN');
  if (token) return done(named, { kind: 'sas', token: token.replace(/^\?+/, '') });
  return done(named, named === undefined ? { kind: 'none' } : await queriedKey(az, named, byRole));
}
