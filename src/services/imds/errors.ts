import type { Refusal } from '#kernel/result.ts';

/** The refusals of the metadata service, in its words. What no public source settles is a row of `deviations.ts`. */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });
const invalid = (message: string): Refusal => refusal(400, 'invalid_request', message);

export const headerMissing = (): Refusal => invalid('Required metadata header not specified');
export const forwarded = (): Refusal => invalid('A request with the header X-Forwarded-For is not answered');
export const versionUnknown = (): Refusal =>
  invalid("The query parameter 'api-version' is missing or not supported: 2018-02-01 or later");
export const resourceMissing = (): Refusal => invalid('Required audience parameter not specified');
export const severalSelectors = (): Refusal =>
  invalid('Only one of client_id, object_id and msi_res_id may be specified');
export const identityNotFound = (): Refusal => invalid('Identity not found');
export const severalIdentities = (): Refusal =>
  invalid(
    'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request',
  );

/** While the service itself is in trouble. */
export const endpointMissing = (): Refusal => refusal(404, 'not_found', 'The endpoint is being updated. Try again.');
export const serviceUpdating = (): Refusal =>
  refusal(410, 'gone', 'The metadata service is being updated and is back within 70 seconds.');
export const throttled = (): Refusal => refusal(429, 'too_many_requests', 'Too many requests');
export const entraFailed = (): Refusal =>
  refusal(
    500,
    'unknown',
    'Failed to retrieve token from the Active directory. For details see logs in C:\\Packages\\Plugins\\Logs',
  );

/** What Entra ID said, passed on: the sentence, and its parts beside it. */
export function fromEntra({ code, message }: { code: string; message: string }): Refusal {
  const [, number = ''] = /^AADSTS(\d+):/.exec(message) ?? [];
  const [, trace_id, correlation_id, timestamp] =
    /Trace ID: (\S+) Correlation ID: (\S+) Timestamp: (.+)$/.exec(message) ?? [];
  return {
    ...refusal(400, code, message.replaceAll(/ (Trace ID|Correlation ID|Timestamp): /g, '\r\n$1: ')),
    extra: {
      error_codes: [Number(number)],
      timestamp,
      trace_id,
      correlation_id,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  };
}

/** `/metadata/instance` says what is wrong in one member: the code is the sentence. */
const atInstance = (status: number, sentence: string): Refusal => refusal(status, sentence, '');

export const instanceHeaderMissing = (): Refusal =>
  atInstance(400, 'Bad request. Required metadata header not specified');
export const instanceVersionMissing = (newest: string[]): Refusal => ({
  ...atInstance(
    400,
    'Bad request. api-version was not specified in the request. For more information refer to aka.ms/azureimds',
  ),
  extra: { 'newest-versions': newest },
});
export const instanceVersionUnknown = (newest: string[]): Refusal => ({
  ...atInstance(400, 'Bad request. api-version is invalid or not supported'),
  extra: { 'newest-versions': newest },
});
export const instanceNotFound = (): Refusal => atInstance(404, 'Not found');
