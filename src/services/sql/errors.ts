import type { Refusal } from '#kernel/result.ts';

/** Every sentence of the engine in one place; which of them no public source confirmed is said in deviations.ts. */

/** An error of the engine: number, state, severity (`class`) and sentence. Source: "Database engine events and errors". */
export interface SqlError {
  number: number;
  state: number;
  class: number;
  message: string;
}

const said = (number: number, message: string, severity = 16, state = 1): SqlError => ({
  number,
  state,
  class: severity,
  message,
});

/** Logins are refused by 401, firewalls and lacking permissions by 403, everything else by 400. */
const forbidden = new Set([229, 262, 15247, 40615, 47073]);
const statusOf = ({ number }: SqlError): number =>
  number === 18456 ? 401 : forbidden.has(number) ? 403 : number === 4060 ? 404 : 400;

/** The error as the answer to a request. */
export const refusalOf = (error: SqlError, server: string): Refusal => {
  const { message, ...extra } = error;
  return { status: statusOf(error), code: String(error.number), message, extra: { ...extra, server } };
};

/** Ours: T-SQL that this tenant does not run. */
export class NotSimulatedSql extends Error {}

/** Thrown within the engine only; whoever runs a batch turns it into an answer. */
export class SqlRefused extends Error {
  readonly error: SqlError;

  constructor(error: SqlError) {
    super(error.message);
    this.error = error;
  }
}

const byToken = "Login failed for user '<token-identified principal>'.";
const entraOnly =
  ' Reason: Azure Active Directory only authentication is enabled. Please contact your system administrator.';

export const loginFailed = {
  token: said(18456, byToken, 14),
  expired: said(18456, `${byToken} Token is expired.`, 14),
  tenant: said(18456, `${byToken} The server is not currently configured to accept this token.`, 14),
  nobody: said(18456, "Login failed for user ''.", 14),
  user: (name: string) => said(18456, `Login failed for user '${name}'.`, 14),
  entraOnly: (name: string) => said(18456, `Login failed for user '${name}'.${entraOnly}`, 14),
};
export const notByAddress = (server: string, address: string) =>
  said(
    40615,
    `Cannot open server '${server}' requested by the login. Client with IP address '${address}' is not allowed to access the server. To enable access, use the Azure Management Portal or run sp_set_firewall_rule on the master database to create a firewall rule for this IP address or address range. It may take up to five minutes for this change to take effect.`,
    14,
  );
export const notByPublicNetwork = said(
  47073,
  'The public network interface on this server is not accessible. To connect to this server, use the Private Endpoint from inside your virtual network.',
  14,
);
export const cannotOpenDatabase = (name: string) =>
  said(4060, `Cannot open database "${name}" requested by the login. The login failed.`, 11);

export const syntax = (near: string) => said(102, `Incorrect syntax near '${near}'.`, 15);
export const unclosed = (text: string) =>
  said(105, `Unclosed quotation mark after the character string '${text}'.`, 15);
export const noProcedure = (name: string) => said(2812, `Could not find stored procedure '${name}'.`, 16, 62);
export const noUse = said(
  40508,
  'USE statement is not supported to switch between databases. Use a new connection to connect to a different database.',
);

const orNoPermission = 'because it does not exist or you do not have permission.';
export const cannotFind = (kind: string, name: string) =>
  said(15151, `Cannot find the ${kind} '${name}', ${orNoPermission}`);
export const cannotAdd = (name: string) => said(15151, `Cannot add the principal '${name}', ${orNoPermission}`);
export const cannotTakeOut = (name: string) => said(15151, `Cannot drop the principal '${name}', ${orNoPermission}`);
export const cannotAlterRole = (name: string) => said(15151, `Cannot alter the role '${name}', ${orNoPermission}`);
export const cannotDropUser = (name: string) => said(15151, `Cannot drop the user '${name}', ${orNoPermission}`);
export const cannotDropTable = (name: string) =>
  said(3701, `Cannot drop the table '${name}', ${orNoPermission}`, 11, 5);
export const mayNotDo = said(15247, 'User does not have permission to perform this action.');
export const mayNotCreateTable = (database: string) =>
  said(262, `CREATE TABLE permission denied in database '${database}'.`, 14);
export const denied = (permission: string, object: string, database: string, schema = 'dbo') =>
  said(
    229,
    `The ${permission} permission was denied on the object '${object}', database '${database}', schema '${schema}'.`,
    14,
    5,
  );

export const principalNotFound = (name: string) =>
  said(33130, `Principal '${name}' could not be found or this principal type is not supported.`);
export const duplicateName = (name: string) =>
  said(
    33131,
    `Principal '${name}' has a duplicate display name. Make the display name unique in Azure Active Directory and execute this statement again.`,
  );
export const notResolved = (name: string, why: string) =>
  said(33134, `Principal '${name}' could not be resolved. Error message: '${why}'`);
export const serverHasNoIdentity = (name: string) =>
  notResolved(
    name,
    'Server identity is not configured. Please follow the steps in "Assign an Azure AD identity to your server and add Directory Reader permission to your identity" (https://aka.ms/sqlaadsetup)',
  );
export const objectIdInvalid = (id: string, name: string) =>
  said(37545, `'${id}' is not a valid object id for '${name}' or you do not have permission.`);
export const serverMayNotRead = said(
  37353,
  'Server identity does not have the Microsoft Entra Directory Readers permission. For more information, see https://go.microsoft.com/fwlink/?linkid=2323204.',
);
export const onlyByEntra = (name: string) =>
  said(
    33159,
    `Principal '${name}' could not be created. Only connections established with Active Directory accounts can create other Active Directory users.`,
  );
export const typeNeedsSid = said(
  33162,
  'TYPE and SID options have to be used along with each other, in this version of SQL Server.',
);
export const typeUnknown = said(
  33163,
  'The value specified for TYPE option is not supported in this version of SQL Server. Allowed values are E (EXTERNAL_USER) and X (EXTERNAL_GROUP)',
);
export const userExists = (name: string) =>
  said(15023, `User, group, or role '${name}' already exists in the current database.`);
export const sidExists = said(15063, 'The login already has an account under a different user name.');
export const weakPassword = said(
  33064,
  'Password validation failed. The password does not meet SQL Server password policy requirements because it is not complex enough. The password must be at least 8 characters long and contain characters from three of the following four sets: Uppercase letters, Lowercase letters, Base 10 digits, and Symbols.',
);

export const noObject = (name: string) => said(208, `Invalid object name '${name}'.`);
export const noColumn = (name: string) => said(207, `Invalid column name '${name}'.`);
export const notPermitted = (name: string) =>
  said(
    128,
    `The name "${name}" is not permitted in this context. Valid expressions are constants, constant expressions, and (in some contexts) variables. Column names are not permitted.`,
    15,
  );
export const ambiguous = (name: string) => said(209, `Ambiguous column name '${name}'.`);
export const unbound = (name: string) => said(4104, `The multi-part identifier "${name}" could not be bound.`);
export const objectExists = (name: string) =>
  said(2714, `There is already an object named '${name}' in the database.`, 16, 6);
export const columnTwice = (name: string, table: string) =>
  said(
    2705,
    `Column names in each table must be unique. Column name '${name}' in table '${table}' is specified more than once.`,
  );
export const valuesDiffer = said(213, 'Column name or number of supplied values does not match table definition.');
export const valuesCount = (fewer: boolean) =>
  said(
    fewer ? 109 : 110,
    `There are ${fewer ? 'more' : 'fewer'} columns in the INSERT statement than values specified in the VALUES clause. The number of values in the VALUES clause must match the number of columns specified in the INSERT statement.`,
    15,
  );
export const noNull = (column: string, table: string, verb: string) =>
  said(
    515,
    `Cannot insert the value NULL into column '${column}', table '${table}'; column does not allow nulls. ${verb} fails.`,
    16,
    2,
  );
export const identityGiven = (table: string) =>
  said(544, `Cannot insert explicit value for identity column in table '${table}' when IDENTITY_INSERT is set to OFF.`);
export const identityUpdated = (column: string) => said(8102, `Cannot update identity column '${column}'.`);
export const keyTaken = (constraint: string, table: string, value: string) =>
  said(
    2627,
    `Violation of PRIMARY KEY constraint '${constraint}'. Cannot insert duplicate key in object 'dbo.${table}'. The duplicate key value is (${value}).`,
    14,
  );
export const notConverted = (value: string, type: string) =>
  said(245, `Conversion failed when converting the varchar value '${value}' to data type ${type}.`);
/** Of numbers with digits behind the point; the value is not told. */
export const notConvertedType = (type: string) => said(8114, `Error converting data type varchar to ${type}.`, 16, 5);
export const overflow = (type: string) =>
  said(8115, `Arithmetic overflow error converting expression to data type ${type}.`, 16, 2);
export const truncated = (table: string, column: string, value: string) =>
  said(
    2628,
    `String or binary data would be truncated in table '${table}', column '${column}'. Truncated value: '${value}'.`,
  );
export const catalogReadOnly = said(259, 'Ad hoc updates to system catalogs are not allowed.');
