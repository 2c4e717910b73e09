import { queryValue, type RequestUrl } from '#kernel/http.ts';

/**
 * Storage tells its operations apart by query parameters and lets a blob's name hold slashes. These give the path by
 * which the operations here are found: `/blob/{container}/{blob}` with the blob's name as one segment. What is not
 * simulated leads nowhere and is answered as such.
 */
const nowhere = '/not-simulated';

/** Only what would end the segment is escaped: the router takes the rest as it is. */
const oneSegment = (text: string): string => text.replaceAll('%', '%25').replaceAll('/', '%2F');

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parts = (url: RequestUrl): string[] => url.path.split('/').filter(Boolean);
const reader =
  (url: RequestUrl) =>
  (name: string): string | undefined =>
    queryValue(url, name)?.toLowerCase();

export function blobPath(url: RequestUrl, headers: Record<string, string>): string {
  const query = reader(url);
  const [comp, restype] = [query('comp'), query('restype')];
  const segments = parts(url);
  const [first] = segments;
  if (first === undefined) {
    if (restype === undefined && comp === 'list') return '/containers';
    return restype === 'service' && comp === 'userdelegationkey' ? '/delegation-key' : nowhere;
  }
  if (restype === 'container') {
    if (segments.length > 1) return nowhere;
    const kinds: Record<string, string> = {
      '': 'container',
      list: 'blobs',
      metadata: 'container-metadata',
      acl: 'container-acl',
    };
    const kind = Object.hasOwn(kinds, comp ?? '') ? kinds[comp ?? ''] : undefined;
    return kind ? `/${kind}/${first}` : nowhere;
  }
  if (restype !== undefined || query('snapshot') !== undefined || query('versionid') !== undefined) return nowhere;
  const type = headers['x-ms-blob-type']?.toLowerCase();
  if ((type !== undefined && type !== 'blockblob') || headers['x-ms-copy-source'] !== undefined) return nowhere;
  const kinds: Record<string, string> = { '': 'blob', metadata: 'blob-metadata', properties: 'blob-properties' };
  const kind = Object.hasOwn(kinds, comp ?? '') ? kinds[comp ?? ''] : undefined;
  if (!kind) return nowhere;
  const [container, rest] = segments.length === 1 ? ['$root', segments] : [first, segments.slice(1)];
  return `/${kind}/${container}/${oneSegment(decode(rest.join('/')))}`;
}

export function queuePath(url: RequestUrl): string {
  const query = reader(url);
  const comp = query('comp');
  const [queue, messages, message, more] = parts(url);
  if (query('restype') !== undefined || more !== undefined) return nowhere;
  if (queue === undefined) return comp === 'list' ? '/queues' : nowhere;
  if (messages === undefined) {
    if (comp === undefined) return `/queue/${queue}`;
    return comp === 'metadata' ? `/queue-metadata/${queue}` : nowhere;
  }
  if (messages.toLowerCase() !== 'messages' || comp !== undefined) return nowhere;
  if (message !== undefined) return `/message/${queue}/${message}`;
  return query('peekonly') === 'true' ? `/peek/${queue}` : `/messages/${queue}`;
}
