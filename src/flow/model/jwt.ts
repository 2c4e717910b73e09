/** A JSON Web Token taken apart (RFC 7519). The signature stays as it was written: this room has no key. */
export interface Jwt {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  signature: string;
}

const fromBase64Url = (text: string): string => {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
};

const toBase64Url = (text: string): string => {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes a token apart without checking it; undefined when the text is not one. */
export function decodeJwt(text: string): Jwt | undefined {
  const [head, body, signature, ...rest] = text.split('.');
  if (!head || !body || signature === undefined || rest.length > 0) return undefined;
  try {
    const header: unknown = JSON.parse(fromBase64Url(head));
    const payload: unknown = JSON.parse(fromBase64Url(body));
    return isRecord(header) && isRecord(payload) ? { header, payload, signature } : undefined;
  } catch {
    return undefined;
  }
}

/** The token with another payload under the same header and the same signature, which then no longer fits. */
export function withPayload(jwt: string, payload: Record<string, unknown>): string {
  const [head = '', , signature = ''] = jwt.split('.');
  return [head, toBase64Url(JSON.stringify(payload)), signature].join('.');
}

/** What somebody typed as a payload, or the plain reason why it is none. */
export function readPayload(text: string): { payload: Record<string, unknown> } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? { payload: value } : { problem: 'A payload is one JSON object: { … }.' };
  } catch (error) {
    return { problem: `This is not JSON yet: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

/** The token of an Authorization header, or undefined. Header names are compared without case. */
export function bearerOf(headers: Record<string, string> | undefined): string | undefined {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization');
  return /^Bearer\s+(\S+)/i.exec(found?.[1] ?? '')?.[1];
}
