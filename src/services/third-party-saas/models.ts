import * as z from 'zod/mini';

/** Tables of this service. Keys are found by their value: that is all that anybody shows. */
export const table = { accounts: 'saasAccounts', keys: 'saasKeys', messages: 'saasMessages' } as const;

export const host = 'api.larkpost.example';

export interface AccountRow {
  name: string;
  password: string;
}

/** Times: virtual ms. */
export interface KeyRow {
  id: string;
  account: string;
  value: string;
  createdAt: number;
  expiresAt: number;
}

export interface MessageRow {
  id: string;
  account: string;
  /** The key that it was sent with: all that the service knows of who sent it. */
  keyId: string;
  to: string;
  subject: string;
  sentAt: number;
}

export const AccountPut = z.object({ password: z.string().check(z.minLength(8)) });
export const KeyPost = z.nullish(z.looseObject({ expiresInDays: z.nullish(z.int().check(z.gte(1), z.lte(365))) }));
export const MessagePost = z.looseObject({ to: z.string().check(z.minLength(3)), subject: z.nullish(z.string()) });
