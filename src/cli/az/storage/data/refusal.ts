import type { HttpResponse } from '#kernel/http.ts';
import { parseXml } from '#services/storage/xml.ts';
import { reasonPhrase, ServiceError } from '../../errors.ts';
import { header } from '../../transport.ts';

/** What az says instead of the service's own words where a role, a network rule or a credential is the cause. */
const ADVICE: Record<string, string> = {
  AuthorizationPermissionMismatch: `
You do not have the required permissions needed to perform this operation.
Depending on your operation, you may need to be assigned one of the following roles:
    "Storage Blob Data Owner"
    "Storage Blob Data Contributor"
    "Storage Blob Data Reader"
    "Storage Queue Data Contributor"
    "Storage Queue Data Reader"
    "Storage Table Data Contributor"
    "Storage Table Data Reader"

If you want to use the old authentication method and allow querying for the right account key, please use the "--auth-mode" parameter and "key" value.
                    `,
  AuthorizationFailure: `
The request may be blocked by network rules of storage account. Please check network rule set using 'az storage account show -n accountname --query networkRuleSet'.
If you want to change the default action to apply when no rule matches, please use 'az storage account update'.
                    `,
  AuthenticationFailed: `
Authentication failure. This may be caused by either invalid account key, connection string or sas token value provided for your storage account.
                    `,
};

/**
 * A refusal by Storage as az prints it: the service's sentence with its code under it. `advised` is false for the few
 * commands that have no `--auth-mode`, where az does not put its own advice in its place.
 */
export function storageRefusal(response: HttpResponse, advised: boolean): ServiceError {
  const parts = parseXml(response.body)?.children.map(({ name, text }) => [name.toLowerCase(), text] as const) ?? [];
  const said = Object.fromEntries(parts);
  const code = said['code'] ?? header(response, 'x-ms-error-code') ?? '';
  const advice = response.status === 403 && advised ? ADVICE[code] : undefined;
  const message = said['message'] ?? `Operation returned an invalid status '${reasonPhrase(response.status)}'`;
  const more = parts
    .filter(([name]) => name !== 'code' && name !== 'message')
    .map(([name, text]) => `\n${name}:${text}`);
  return new ServiceError(advice ?? `${message}\nErrorCode:${code || 'None'}${more.join('')}`, response, code);
}
