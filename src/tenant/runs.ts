import { canonical } from '#kernel/canonical.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { advanceProgram, type WebProgram } from '#kernel/program.ts';
import type { Effect } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { environmentOf } from './world.ts';

/** A program at work on a host: opened by the entry that set it going. */
export interface Run {
  entry: number;
  host: string;
  program: WebProgram | undefined;
  env: Record<string, string>;
  answers: HttpResponse[];
  /** A session of a person (run-command, ssh): not bound to a program's words. */
  free: boolean;
  /** Inside address that is still to be told how the program ended. */
  report?: string;
  /** Whoever set the program going has been answered, and waits for no page of it. */
  background: boolean;
  told?: true;
}

export type NextStep = { request: HttpRequest } | { done: HttpResponse };

/** Opens a run: the program that is set going and the environment that it finds, as they are now. */
export function openRun(view: View, entry: number, effect: Omit<Effect, 'kind'> & { kind?: Effect['kind'] }): Run {
  const { host, kind, report, background = false } = effect;
  const deployed = view.get<{ program: string }>('deployments', idKey(host))?.program;
  const program = effect.program ?? (deployed ? view.get<WebProgram>('programs', deployed) : undefined);
  const env = environmentOf(view, host);
  const free = kind === 'open-session';
  return { entry, host, program, env, answers: [], free, background, ...(report !== undefined && { report }) };
}

const reportOf = (url: string, { answers }: Run, { done, why }: { done: HttpResponse; why?: string }): HttpRequest => ({
  method: 'PUT',
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ status: done.status, output: done.body, statuses: answers.map(({ status }) => status), why }),
});

/** What the program sends next, what the platform then hears of it, or how it answers its visitor. */
export function nextStep(run: Run): NextStep | undefined {
  if (run.told && run.background) return undefined;
  if (!run.program) return { done: { status: 200, headers: { 'content-type': 'text/html' }, body: '' } };
  const step = advanceProgram(run.program, run.env, run.answers);
  if ('request' in step) return { request: step.request };
  return run.report === undefined ? { done: step.done } : { request: reportOf(run.report, run, step) };
}

/** Whether a request is the one that the host's program sends at this point: a log cannot make it say anything else. */
export function isNextOf(run: Run, request: HttpRequest): boolean {
  if (run.free) return true;
  const step = nextStep(run);
  return step !== undefined && 'request' in step && canonical(step.request) === canonical(request);
}

/** Whether a request is the platform's own word on how the run ended. */
export const isReportOf = (run: Run, request: HttpRequest): boolean =>
  run.report !== undefined && request.url === run.report && isNextOf(run, request);

/** Keeps what came back for the request that the run made. */
export function advanceRun(run: Run, response: HttpResponse, reported: boolean): void {
  if (reported) {
    delete run.report;
    run.told = true;
  } else run.answers.push(response);
}
