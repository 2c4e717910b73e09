import { defineSurface } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { described, entraTime, malformedGrant } from './login-errors.ts';

const hosts = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com'];

/** Where tokens are issued. It takes no bearer token; a refusal is OAuth's error with Entra's number and sentence. */
export const loginSurface = defineSurface({
  name: 'login',
  title: 'Microsoft Entra ID',
  match: ({ host }, view) => (hosts.includes(host) ? { params: {}, tenantId: tenantIdOf(view) } : undefined),
  badBody: malformedGrant,
  render(refusal, call) {
    const { status, code, message, extra } = refusal;
    const number = extra?.['number'];
    const error =
      number === undefined
        ? { error: code, error_description: message }
        : {
            error: code,
            error_description: described(message, call),
            error_codes: [number],
            timestamp: entraTime(call.now),
            trace_id: call.requestId,
            correlation_id: call.correlationId,
            error_uri: `https://login.microsoftonline.com/error?code=${String(number)}`,
          };
    return {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(error),
    };
  },
  headers: ({ requestId, now }) => ({
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    expires: '-1',
    date: new Date(now).toUTCString(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': requestId,
  }),
});
