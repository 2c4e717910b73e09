import type { IncomingMessage } from 'node:http';

export type Body = { bytes: Buffer } | 'too large' | 'aborted';

/**
 * Reads a body of at most `most` bytes. What is beyond is read and thrown away, so that the client, which sends before it
 * listens, hears the refusal; a body that says beforehand that it is too large is not waited for.
 */
export function readBody(request: IncomingMessage, most: number): Promise<Body> {
  return new Promise((resolve) => {
    const said = Number(request.headers['content-length'] ?? 0);
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
