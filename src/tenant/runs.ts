import { advanceProgram, environmentOf, type WebProgram } from '#services/app-service/index.ts';
import { canonical } from '#kernel/canonical.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** A program at work on a host: opened by the entry that set it going. */
export interface Run {
  entry: number;
  host: string;
  program: WebProgram | undefined;
  env: Record<string, string>;
  answers: HttpResponse[];
  /** A session of a person (run-command, ssh): not bound to a program's words. */
  free: boolean;
}

export type NextStep = { request: HttpRequest } | { done: HttpResponse };

/** Opens a run: the program that is deployed there and the environment that it finds, as they are now. */
export function openRun(view: View, entry: number, host: string, free = false): Run {
  const deployed = view.get<{ program: string }>('deployments', idKey(host))?.program;
  const program = deployed ? view.get<WebProgram>('programs', deployed) : undefined;
  return { entry, host, program, env: environmentOf(view, host), answers: [], free };
}

/** What the program sends next, or how it answers its visitor. */
export function nextStep(run: Run): NextStep {
  if (!run.program) return { done: { status: 200, headers: { 'content-type': 'text/html' }, body: '' } };
  const step = advanceProgram(run.program, run.env, run.answers);
  return 'done' in step ? { done: step.done } : { request: step.request };
}

/** Whether a request is the one that the host's program sends at this point: a log cannot make it say anything else. */
export function isNextOf(run: Run, request: HttpRequest): boolean {
  if (run.free) return true;
  const step = nextStep(run);
  return 'request' in step && canonical(step.request) === canonical(request);
}
