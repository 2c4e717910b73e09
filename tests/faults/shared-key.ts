import { createHmac } from 'node:crypto';

/**
 * Header fields of a GET without a body, signed with an account key.
 * Source: "Authorize with Shared Key", Azure Storage REST reference.
 */
export function sharedKeyHeaders(account: string, key: string, url: string): Record<string, string> {
  const headers = { 'x-ms-date': 'Mon, 23 Nov 2026 09:30:00 GMT', 'x-ms-version': '2024-11-04' };
  const canonical = Object.entries(headers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  const { pathname, searchParams } = new URL(url);
  const asked = [...searchParams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `\n${name}:${value}`);
  const text = `GET\n${'\n'.repeat(11)}${canonical}/${account}${pathname}${asked.join('')}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('base64');
  return { ...headers, authorization: `SharedKey ${account}:${signature}` };
}
