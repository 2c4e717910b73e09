import { hash } from 'node:crypto';

/** SHA-256 of a text in UTF-8 by Node itself, 64 lower-case hexadecimal digits: for `hashWith` where logs are folded by the thousand. */
export const nativeSha256 = (text: string): string => hash('sha256', text, 'hex');
