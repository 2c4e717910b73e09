import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Edge } from '#tenant/edge/edge.ts';
import type { Desk } from './handler.ts';
import { peopleAt } from './people.ts';
import type { RealTime } from './real-time.ts';
import type { Sessions } from './sessions.ts';

/** Changes that are waited for where nothing is: what comes later than this is no propagation but a plan. */
const horizon = 15 * 60_000;

export interface Behind {
  edge: Edge;
  time: RealTime;
  sessions: Sessions;
  /** Whether the clock is moved on until a change counts, after each. */
  atOnce: boolean;
  /** Seconds by which the clients' clock is ahead of the tenant's. */
  ahead: number;
  /** Resolves when the log holds every entry so far. */
  written(): Promise<void>;
  complain(error: unknown): void;
}

const tokenEndpoint = /\/(?:metadata\/identity\/oauth2\/token|msi\/token|oauth2\/token)\/?(?:\?|$)/i;

/** A token's answer by the clock of who asked: where it says when, and not for how long. */
const byTheirClock = (answer: HttpResponse, ahead: number): HttpResponse => ({
  ...answer,
  body: answer.body.replaceAll(
    /("(?:expires_on|not_before)":"?)(\d{9,11})(?=["},])/g,
    (_, name: string, at: string) => `${name}${Number(at) + ahead}`,
  ),
});

const onlyReads = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Takes requests for the tenant: first the time that has really passed, then the session that they come from. */
export function openDesk({ edge, time, sessions, atOnce, ahead, written, complain }: Behind): Desk {
  const { tenant } = edge;
  const people = peopleAt(edge);
  const write = (by: number) => edge.append({ kind: 'clock', by });

  const send = async (request: HttpRequest, machine?: string): Promise<HttpResponse> => {
    const by = time.due(tenant.now);
    if (by) await time.pass(by, write);
    if (machine === undefined) return people(request) ?? edge.send(request);
    const entered = sessions.enter(machine);
    const session = entered instanceof Promise ? await entered : entered;
    if ('run' in session) return edge.send(request, session.run);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return { status: 403, headers, body: `${session.why}\n` };
  };

  /** The clock goes to where the last of the changes that this request brought counts. */
  const jumping = async (request: HttpRequest, machine?: string): Promise<HttpResponse> => {
    const waited = new Set(tenant.upcoming().map(({ at, what }) => `${at} ${what}`));
    const answer = await send(request, machine);
    const until = tenant.now + horizon;
    const fresh = tenant.upcoming().filter(({ at, what }) => at <= until && !waited.has(`${at} ${what}`));
    const by = Math.max(0, ...fresh.map(({ at }) => at - tenant.now));
    if (by) {
      await write(by);
      time.jumped(by);
    }
    return answer;
  };

  return {
    async take(request, machine) {
      const jumps = atOnce && !onlyReads(request.method);
      const answer = await (jumps ? jumping(request, machine) : send(request, machine));
      await written();
      return ahead && tokenEndpoint.test(request.url) ? byTheirClock(answer, ahead) : answer;
    },
    now: () => tenant.now,
    complain,
  };
}
