import type { Decision, Permission } from '#kernel/decision.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { ArmResource, ServicePrincipalRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { Trace } from '#kernel/trace.ts';
import { advanceProgram } from '#kernel/program.ts';
import { explain } from '#services/authorization/index.ts';
import { subscriptionIdFor } from '#tenant/seed.ts';
import type { Probe, Tenant } from '#tenant/tenant.ts';

/** An exchange of a probe: what was asked, what came back, and why. */
export interface Exchange {
  request: HttpRequest;
  response: HttpResponse;
  trace: Trace;
}

/** What a program did when it was run in the fork. */
export interface ProgramRun {
  response: HttpResponse;
  exchanges: Exchange[];
}

/** What a check may ask: facts of the tenant, and what would happen if somebody tried. Nothing of it leaves a mark. */
export interface Evidence {
  now: number;
  subscription: string;
  resource(id: string): ArmResource | undefined;
  resources(type: string): ArmResource[];
  /** Reads as somebody to whom everything is open: to know, not to prove. */
  look(request: HttpRequest): unknown;
  /** Runs the deployed program of a web app, as a visit would. */
  visit(site: string): ProgramRun;
  /** Asks the identity endpoint of a web app for a token, as code on it would; then sends requests with it. */
  asApp(site: string, resource: string, selector?: Record<string, string>): AsApp;
  /** The principals that code on a web app can become. */
  principalsOf(site: string): ServicePrincipalRow[];
  can(principalId: string, permission: Permission): Decision;
}

export interface AsApp {
  /** The answer of the token endpoint. */
  token: Exchange;
  send(request: HttpRequest): Exchange;
}

/** Evidence over a fork of the tenant: probes run there, so the log stays the learner's own. */
export function gatherEvidence(tenant: Tenant): Evidence {
  const subscription = `/subscriptions/${subscriptionIdFor(tenant.seed)}`;
  // Each question gets a fork of its own: one probe must not change what the next one finds.
  const fork = (): Probe => tenant.probe();
  const { tables: view } = tenant;
  const visits = new Map<string, { state: object; run: ProgramRun }>();
  const visitAnew = (site: string): ProgramRun => {
    const probe = fork();
    const exchanges: Exchange[] = [];
    // The visit itself comes first: a stopped app, or a function host that cannot start, answers in the program's place.
    const host = view.get<{ host: string }>('webApps', idKey(site))?.host;
    const met = host === undefined ? undefined : probe.send({ method: 'GET', url: `https://${host}/` }).response;
    if (met && met.status >= 400) return { response: met, exchanges };
    const run = probe.openRun(site);
    if (!run.program) throw new Error(`no program is deployed to ${site}`);
    for (;;) {
      const step = advanceProgram(run.program, run.env, run.answers);
      if ('done' in step) return { response: step.done, exchanges };
      const { response, trace } = probe.send(step.request, { run: site });
      run.answers.push(response);
      exchanges.push({ request: step.request, response, trace });
    }
  };

  const evidence: Evidence = {
    now: tenant.now,
    subscription,
    resource: (id) => view.get<ArmResource>('resources', idKey(id)),
    resources: (type) =>
      view.all<ArmResource>('resources').filter((one) => one.type.toLowerCase() === type.toLowerCase()),
    look(request) {
      const { response } = fork().send(request, { as: 'setup' });
      return response.body === '' ? undefined : (JSON.parse(response.body) as unknown);
    },
    visit(site) {
      // What nobody has changed since would be found again: several checks ask for one visit.
      const state = view.stamp();
      const known = visits.get(site);
      if (known?.state === state) return known.run;
      const run = visitAnew(site);
      visits.set(site, { state, run });
      return run;
    },
    asApp(site, resource, selector = {}) {
      const probe = fork();
      const { env } = probe.openRun(site);
      const query = new URLSearchParams({ 'api-version': '2019-08-01', resource, ...selector }).toString();
      const request: HttpRequest = {
        method: 'GET',
        url: `${env['IDENTITY_ENDPOINT'] ?? 'http://169.254.129.2:8081/msi/token'}?${query}`,
        headers: { 'x-identity-header': env['IDENTITY_HEADER'] ?? '' },
      };
      const { response, trace } = probe.send(request, { run: site });
      const bearer =
        response.status === 200 ? (JSON.parse(response.body) as { access_token: string }).access_token : undefined;
      return {
        token: { request, response, trace },
        send(asked) {
          const headers = { ...asked.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) };
          const full = { ...asked, headers };
          const sent = probe.send(full, { run: site });
          return { request: full, response: sent.response, trace: sent.trace };
        },
      };
    },
    principalsOf(site) {
      const identity = evidence.resource(site)?.identity;
      const ids = Object.values(identity?.userAssignedIdentities ?? {}).map(({ principalId }) => principalId);
      return [identity?.principalId, ...ids]
        .map((id) => (id ? view.get<ServicePrincipalRow>('servicePrincipals', id) : undefined))
        .filter((row) => row !== undefined);
    },
    can: (principalId, permission) => explain(view, tenant.now, principalId, permission),
  };
  return evidence;
}
