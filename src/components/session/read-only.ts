import { parseUrl, type HttpRequest, type HttpResponse } from '#kernel/http.ts';
import type { LabSessionClient } from '#lab/session-client.ts';

/** What a tab that may not write says when it is asked to. */
export const readOnlySays = 'This tab is read-only: the lab is open in another tab, which writes.';

const isLook = ({ method, url }: HttpRequest): boolean =>
  method === 'GET' || method === 'HEAD' || parseUrl(url)?.host === 'login.microsoftonline.com';

/**
 * The same session for looking only. Reads and sign-ins go through and stay in this tab; whatever would change the lab is
 * answered as an unreachable network (status 0) with the reason, or not done at all.
 */
export const readOnly = (client: LabSessionClient): LabSessionClient => {
  const nothing = () => Promise.resolve();
  const refused: HttpResponse = { status: 0, headers: {}, body: readOnlySays };
  return {
    ...client,
    send: (request) => (isLook(request) ? client.send(request) : Promise.resolve(refused)),
    enter: async (request) => ({ response: isLook(request) ? await client.send(request) : refused }),
    wait: () => client.now(),
    skipToNext: () => client.now(),
    undo: nothing,
    redo: nothing,
    reset: nothing,
    hint: () => Promise.resolve(undefined),
    signIn: () => Promise.resolve({ refused: readOnlySays }),
  };
};

/** The same session; `failed` hears of a call that our own code could not answer, before its caller does. */
export const watched = <T extends LabSessionClient>(client: T, failed: (error: unknown) => void): T => {
  const watch =
    (method: (...args: never[]) => unknown) =>
    (...args: never[]) => {
      const result = method.apply(client, args);
      if (result instanceof Promise) result.catch(failed);
      return result;
    };
  return Object.fromEntries(
    Object.entries(client).map(([name, value]) => [name, typeof value === 'function' ? watch(value as never) : value]),
  ) as T;
};
