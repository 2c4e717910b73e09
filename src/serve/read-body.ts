import type { IncomingMessage } from 'node:http';

export type Body = { bytes: Buffer } | 'too large' | 'aborted';

const nothing: Body = { bytes: Buffer.alloc(0) };

/**
 * Reads a body of at most `most` bytes. What is beyond is read and thrown away, so that the client, which sends before it
 * listens, hears the refusal; a body that says beforehand that it is too large is not waited for.
 */
export function readBody(request: IncomingMessage, most: number): Promise<Body> | Body {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  // Nothing is to come: most requests are answered without waiting for it.
  if (length === undefined && coding === undefined) return nothing;
  return new Promise((resolve) => {
    const said = Number(length ?? 0);
    const parts: Buffer[] = [];
    let size = 0;
    request.on('aborted', () => resolve('aborted'));
    request.on('error', () => resolve('aborted'));
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most && said <= most) parts.push(part);
    });
    request.on('end', () => {
      const [only] = parts;
      if (size > most) resolve('too large');
      else resolve({ bytes: parts.length === 1 && only ? only : Buffer.concat(parts, size) });
    });
    if (said > most) resolve('too large');
  });
}
