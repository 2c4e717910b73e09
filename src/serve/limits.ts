import type { HttpResponse } from '#kernel/http.ts';

/** Bytes that any body may have: what an entry of the log can hold. */
export const mostBytes = 4 * 1024 * 1024;

/** Letters that an address may have: what an entry of the log can hold. */
export const longestUrl = 8192;

const json = (status: number, code: string, message: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ error: { code, message } }),
});

/**
 * How the service that was called says that a body is too large. Sources: "Resource Manager limits" (a request of 4 MB),
 * "Common REST API error codes" of Storage.
 */
export function bodyTooLarge(host: string): HttpResponse {
  if (host.endsWith('.core.windows.net')) {
    const message = 'The request body is too large and exceeds the maximum permissible limit.';
    return {
      status: 413,
      headers: { 'content-type': 'application/xml', 'x-ms-error-code': 'RequestBodyTooLarge' },
      body: `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>RequestBodyTooLarge</Code><Message>${message}</Message></Error>`,
    };
  }
  return json(
    413,
    'RequestContentTooLarge',
    `The request content size exceeds the maximum size of ${mostBytes / 1024 / 1024} MB.`,
  );
}

export const urlTooLong = (): HttpResponse =>
  json(414, 'UriTooLong', `The address has more than ${longestUrl.toLocaleString('en')} letters.`);
