import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';

const SUFFIX = '.database.windows.net';

/** What each client writes, per way to sign in; a text in brackets is the client's refusal. */
const FORMATS: Record<string, Record<'SqlPassword' | 'ADPassword' | 'ADIntegrated', string>> = {
  'ado.net': {
    SqlPassword:
      'Server=tcp:{host},1433;Initial Catalog={db};Persist Security Info=False;User ID=<username>;Password=<password>;MultipleActiveResultSets=False;Encrypt=true;TrustServerCertificate=False;Connection Timeout=30;',
    ADPassword:
      'Server=tcp:{host},1433;Initial Catalog={db};Persist Security Info=False;User ID=<username>;Password=<password>;MultipleActiveResultSets=False;Encrypt=true;TrustServerCertificate=False;Authentication="Active Directory Password"',
    ADIntegrated:
      'Server=tcp:{host},1433;Initial Catalog={db};Persist Security Info=False;User ID=<username>;MultipleActiveResultSets=False;Encrypt=true;TrustServerCertificate=False;Authentication="Active Directory Integrated"',
  },
  sqlcmd: {
    SqlPassword: 'sqlcmd -S tcp:{host},1433 -d {db} -U <username> -P <password> -N -l 30',
    ADPassword: 'sqlcmd -S tcp:{host},1433 -d {db} -U <username> -P <password> -G -N -l 30',
    ADIntegrated: 'sqlcmd -S tcp:{host},1433 -d {db} -G -N -l 30',
  },
  jdbc: {
    SqlPassword: `jdbc:sqlserver://{host}:1433;database={db};user=<username>@{server};password=<password>;encrypt=true;trustServerCertificate=false;hostNameInCertificate=*${SUFFIX};loginTimeout=30`,
    ADPassword: `jdbc:sqlserver://{host}:1433;database={db};user=<username>;password=<password>;encrypt=true;trustServerCertificate=false;hostNameInCertificate=*${SUFFIX};loginTimeout=30;authentication=ActiveDirectoryPassword`,
    ADIntegrated: `jdbc:sqlserver://{host}:1433;database={db};encrypt=true;trustServerCertificate=false;hostNameInCertificate=*${SUFFIX};loginTimeout=30;authentication=ActiveDirectoryIntegrated`,
  },
  php_pdo: {
    SqlPassword:
      '$conn = new PDO("sqlsrv:server = tcp:{host},1433; Database = {db}; LoginTimeout = 30; Encrypt = 1; TrustServerCertificate = 0;", "<username>", "<password>");',
    ADPassword: '[PHP Data Object (PDO) driver only supports SQL Password authentication.]',
    ADIntegrated: '[PHP Data Object (PDO) driver only supports SQL Password authentication.]',
  },
  php: {
    SqlPassword:
      '$connectionOptions = array("UID"=>"<username>@{server}", "PWD"=>"<password>", "Database"=>{db}, "LoginTimeout" => 30, "Encrypt" => 1, "TrustServerCertificate" => 0); $serverName = "tcp:{host},1433"; $conn = sqlsrv_connect($serverName, $connectionOptions);',
    ADPassword: '[PHP sqlsrv driver only supports SQL Password authentication.]',
    ADIntegrated: '[PHP sqlsrv driver only supports SQL Password authentication.]',
  },
  odbc: {
    SqlPassword:
      'Driver={ODBC Driver 13 for SQL Server};Server=tcp:{host},1433;Database={db};Uid=<username>@{server};Pwd=<password>;Encrypt=yes;TrustServerCertificate=no;',
    ADPassword:
      'Driver={ODBC Driver 13 for SQL Server};Server=tcp:{host},1433;Database={db};Uid=<username>@{server};Pwd=<password>;Encrypt=yes;TrustServerCertificate=no;Authentication=ActiveDirectoryPassword',
    ADIntegrated:
      'Driver={ODBC Driver 13 for SQL Server};Server=tcp:{host},1433;Database={db};Encrypt=yes;TrustServerCertificate=no;Authentication=ActiveDirectoryIntegrated',
  },
};

export const sqlDbShowConnectionString = implement('sql db show-connection-string', {
  takes: { client: 'text', server: 'text', name: 'text', authType: 'text' },
  run: ({ client, server, name, authType }) => {
    const format = FORMATS[client]?.[authType as 'SqlPassword'] ?? '';
    if (format.startsWith('[')) throw new CliError(format.slice(1, -1));
    const values: Record<string, string> = { host: `${server}${SUFFIX}`, server, db: name };
    return format.replace(/\{(host|server|db)\}/g, (_, key: string) => values[key] ?? '');
  },
});
