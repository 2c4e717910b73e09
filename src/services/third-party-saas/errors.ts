import type { Refusal } from '#kernel/result.ts';

/** What the invented service says; all of it is ours. */

const said = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const keyMissing = said(401, 'api_key_missing', 'No API key: send yours in the header x-api-key.');
export const tokenNotKnown = said(
  401,
  'bearer_not_supported',
  'Larkpost does not know Microsoft Entra ID: a bearer token means nothing here, whoever issued it. Send an API key in the header x-api-key.',
);
export const keyUnknown = said(
  401,
  'api_key_unknown',
  'This API key is not known: it was mistyped, replaced or deleted.',
);
export const keyExpired = (at: number): Refusal =>
  said(401, 'api_key_expired', `This API key expired on ${new Date(at).toISOString().slice(0, 10)}. Make a new one.`);
export const passwordWrong = said(401, 'account_unknown', 'Account or password is wrong.');
export const notFound = said(404, 'not_found', 'There is nothing here.');
export const bodyInvalid = (detail: string): Refusal => said(400, 'body_invalid', detail);
