import type { Deviation } from '#kernel/deviation.ts';

/** The one service here that is not Azure's. */
export const deviations: Deviation[] = [
  {
    id: 'third-party-saas-invented',
    title: 'Larkpost is invented',
    azure: 'There is no such company. Services that know nothing of Microsoft Entra ID are met in most systems.',
    ours: 'https://api.larkpost.example sends mail for whoever shows an API key in x-api-key, and answers 401 to every bearer token. Its console (/v1/keys, account and password) makes keys for 90 days, or as many as asked for, and deletes them. No mail is sent.',
    why: 'A managed identity does not reach such a target: its key belongs into a vault, which an identity does reach.',
  },
];
