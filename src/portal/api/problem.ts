import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** A request that was not answered as wished: Azure's words, and where to see what happened. */
export interface Problem {
  /** 0 when no service answered. */
  status: number;
  code: string;
  message: string;
  /** Key Vault's second, finer code: `ForbiddenByRbac`. */
  inner?: string;
  request: HttpRequest;
  /** The entry of the action log; absent for a look, which leaves none. */
  seq?: number;
}

/** What a request of the portal comes back with. */
export type Answer<T> = { ok: true; status: number; value: T; seq?: number } | { ok: false; problem: Problem };

interface Envelope {
  error?: string | { code?: string; message?: string; innererror?: { code?: string }; innerError?: { code?: string } };
  error_description?: string;
}

const parsed = (text: string): Envelope => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Envelope) : {};
  } catch {
    return {};
  }
};

/** Reads the error envelopes of ARM, Graph, Key Vault and the token endpoint. */
export function problemOf(request: HttpRequest, response: HttpResponse): Problem {
  if (response.status === 0) return { status: 0, code: 'NetworkError', message: response.body, request };
  const { error, error_description: described } = parsed(response.body);
  if (typeof error === 'string') {
    return { status: response.status, code: error, message: described ?? '', request };
  }
  const inner = error?.innererror?.code ?? error?.innerError?.code;
  return {
    status: response.status,
    code: error?.code ?? `HTTP ${response.status}`,
    message: error?.message ?? response.body.slice(0, 500),
    ...(inner && { inner }),
    request,
  };
}

/** The code that says most: Key Vault's inner code where there is one. */
export const codeOf = (problem: Problem): string => problem.inner ?? problem.code;

/** The RBAC action and the scope that Azure's sentence names, for our own words under it. */
export function lackingIn(message: string): { action: string; scope?: string } | undefined {
  const action = /perform action '([^']+)'/.exec(message)?.[1] ?? /^Action: '([^']+)'/m.exec(message)?.[1];
  if (!action) return undefined;
  const scope = /over scope '([^']+)'/.exec(message)?.[1] ?? /^Resource: '([^']+)'/m.exec(message)?.[1];
  return { action, ...(scope && { scope }) };
}
