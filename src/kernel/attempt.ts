import { authorize, type Authorization } from './decision.ts';
import type { Caller, FaultFacts, Input, IssuedToken, Place, ProofFacts, Surface, TokenFault } from './define.ts';
import type { Call, Door, Observed } from './door.ts';
import { createCtx } from './ctx.ts';
import { isLog } from './logs.ts';
import { inLowerCase, queryValue, type HttpResponse, type RequestUrl } from './http.ts';
import { walk } from './machine.ts';
import { notSimulated } from './not-simulated.ts';
import { parseBody, renderAnswer, renderingOf, renderRefusal } from './rendering.ts';
import type { Effect, Outcome, Refusal } from './result.ts';
import type { Routed } from './route.ts';
import type { Tables } from './tables.ts';
import { tokenUseMachine, type TokenUseFacts } from './token-use.machine.ts';
import type { Trace } from './trace.ts';

interface Setting {
  door: Door;
  surface: Surface;
  place: Place;
  url: RequestUrl;
  call: Call;
  correlationId: string;
  overlay: Tables;
  trace: Trace;
}

interface Result {
  response: HttpResponse;
  effects: Effect[];
  observed: Observed;
}

/** One request on its way through a surface: the answers to the questions of the token-use chart, each found once. */
export class Attempt implements TokenUseFacts {
  readonly #at: Setting;
  readonly #headers: Record<string, string>;
  readonly #routed: Routed | undefined;
  readonly #body: ReturnType<typeof parseBody>;
  readonly #params: Record<string, string>;
  #caller: Caller | undefined;
  #proof: Caller | Refusal | undefined;
  #token: IssuedToken | undefined;
  #fault: TokenFault | undefined;
  #refusal: Refusal | undefined;
  #outcome: Outcome | undefined;

  constructor(setting: Setting) {
    this.#at = setting;
    const { request } = setting.call;
    this.#headers = inLowerCase(request.headers ?? {});
    const path = setting.surface.operationPath?.(setting.url, this.#headers) ?? setting.url.path;
    this.#routed = setting.door.router(setting.surface.name, request.method.toUpperCase(), path);
    this.#body = parseBody(request.body);
    this.#params = { ...setting.place.params, ...this.#routed?.params };
  }

  run(): Result {
    const { surface, trace, url } = this.#at;
    const operation = this.#routed?.operation;
    if (operation) {
      trace.operation = operation.action;
      trace.title = operation.title;
    }
    const early = operation
      ? surface.apiVersion?.(queryValue(url, 'api-version'))
      : notSimulated(this.#at.call.request);
    if (early) return this.#refused(early);
    if (surface.bearer) trace.audiences = surface.bearer.audiences(this.#at.place);
    trace.runs.unshift(walk(tokenUseMachine, this));
    if (this.#caller) trace.caller = this.#caller;
    if (this.#fault) this.#refusal = surface.bearer?.refuse(this.#fault, this.#facts());
    if (this.#refusal) return this.#refused(this.#refusal);
    const outcome = this.#outcome;
    if (!outcome?.ok) throw new Error(`${String(operation?.action)} ended without an outcome`);
    const response = renderAnswer(surface, outcome, this.#at.call.request.method, this.#rendering());
    return { response, effects: outcome.effects ?? [], observed: this.#observed(outcome.status) };
  }

  needsNoToken(): boolean {
    if (this.#at.surface.bearer && this.#routed?.operation.plane !== 'none') return false;
    this.#caller = { kind: 'anonymous', principalId: '', principalType: 'Anonymous', name: 'anonymous', groupIds: [] };
    return true;
  }

  insideWork(): boolean {
    const as = this.#at.call.as;
    if (!as) return false;
    this.#caller = { kind: as, principalId: as, principalType: 'Platform', name: as, groupIds: [] };
    return true;
  }

  bringsOtherProof(): boolean {
    this.#proof = this.#at.surface.otherProof?.caller(this.#proofFacts());
    return this.#proof !== undefined;
  }

  otherProofHolds(): boolean {
    if (!this.#proof) throw new Error('no proof was brought');
    if ('status' in this.#proof) return this.#refuse(this.#proof);
    this.#caller = this.#proof;
    return true;
  }

  hasToken(): boolean {
    const bearer = /^Bearer\s+\S/i.test(this.#headers['authorization'] ?? '');
    if (bearer && this.#at.surface.bearer?.takes?.(this.#facts()) !== false) return true;
    this.#fault = this.#headers['authorization'] === undefined ? 'missing' : 'malformed';
    return false;
  }

  signatureValid(): boolean {
    const ref = /^Bearer\s+(\S+)\s*$/i.exec(this.#headers['authorization'] ?? '')?.[1];
    const token = ref ? this.#at.door.parts.findToken(this.#at.overlay, ref) : undefined;
    if (!token) return this.#fail('signature');
    this.#token = token;
    const { claims, principalType, groupIds } = token;
    const name = principalType === 'User' ? String(claims.upn ?? claims.oid) : claims.oid;
    this.#caller = { kind: 'token', principalId: claims.oid, principalType, name, groupIds, token };
    return true;
  }

  issuerTrusted(): boolean {
    return this.#token?.claims.tid === this.#at.place.tenantId || this.#fail('issuer');
  }

  audienceAccepted(): boolean {
    const accepted = this.#at.surface.bearer?.audiences(this.#at.place) ?? [];
    const found = this.#token?.claims.aud.toLowerCase() ?? '';
    return accepted.some((audience) => audience.toLowerCase() === found) || this.#fail('audience');
  }

  withinLifetime(): boolean {
    const exp = this.#token?.claims.exp ?? 0;
    return exp * 1000 > this.#at.call.now || this.#fail('expired');
  }

  networkAllows(): boolean {
    this.#refusal = this.#at.surface.bearer?.network?.(this.#facts(), this.#at.call.origin);
    return !this.#refusal;
  }

  permissionGranted(): boolean {
    const { surface, trace } = this.#at;
    if (this.#proof && this.#caller) {
      this.#refusal = surface.otherProof?.permits?.({ ...this.#proofFacts(), caller: this.#caller });
      if (this.#refusal) return false;
    }
    const authorization = this.#authorize();
    if (authorization) trace.authorization = authorization;
    if (!authorization || authorization.allowed) return true;
    if (!surface.bearer || !authorization.lacking)
      throw new Error(`${surface.name} cannot say that a permission is lacking`);
    this.#refusal = surface.bearer.forbid(authorization.lacking, this.#facts());
    return false;
  }

  nothingForbids(): boolean {
    const { operation, params } = this.#found();
    const { overlay: view, url, call, door } = this.#at;
    const restricted = { operation, params, url, caller: this.#callerOrThrow(), view, now: call.now };
    for (const restrict of door.parts.restrictions) {
      this.#refusal = restrict({ ...restricted, body: this.#bodyValue() });
      if (this.#refusal) return false;
    }
    return true;
  }

  served(): boolean {
    const { operation } = this.#found();
    if ('broken' in this.#body && operation.body) return this.#refuse(this.#at.surface.badBody(this.#body.broken()));
    const parsed = operation.body?.safeParse(this.#bodyValue());
    if (parsed && !parsed.success) {
      const [issue] = parsed.error.issues;
      return this.#refuse(
        this.#at.surface.badBody(`${issue?.message ?? 'invalid'}. Path '${issue?.path.join('.') ?? ''}'.`),
      );
    }
    const scratch = this.#at.overlay.fork();
    const ctx = createCtx({ ...this.#at, overlay: scratch, caller: this.#callerOrThrow() });
    this.#outcome = operation.handle(ctx, { ...this.#input(), body: parsed ? parsed.data : this.#bodyValue() });
    if (!this.#outcome.ok) {
      // What was asked inside is logged where it was asked, also when nothing came of it.
      this.#at.overlay.apply(scratch.changes().filter(({ table }) => isLog(table)));
      return this.#refuse(this.#outcome.refusal);
    }
    scratch.apply(this.#outcome.changes ?? []);
    this.#at.overlay.apply(scratch.changes());
    return true;
  }

  #authorize(): Authorization | undefined {
    const { operation } = this.#found();
    if (operation.plane === 'none') return undefined;
    const caller = this.#callerOrThrow();
    const requirement = operation.requires
      ? operation.requires({ ...this.#input(), view: this.#at.overlay, caller })
      : { action: operation.action, scope: this.#at.url.path, plane: operation.plane };
    if (!requirement) return undefined;
    const { decide } = this.#at.door.parts;
    return authorize(requirement, (permission) => decide(this.#at.overlay, this.#at.call.now, caller, permission));
  }

  #fail(fault: TokenFault): false {
    this.#fault = fault;
    return false;
  }

  #refuse(refusal: Refusal): false {
    this.#refusal = refusal;
    return false;
  }

  #found(): Routed {
    if (!this.#routed) throw new Error('no operation');
    return this.#routed;
  }

  #callerOrThrow(): Caller {
    if (!this.#caller) throw new Error('nobody asked');
    return this.#caller;
  }

  #bodyValue(): unknown {
    return 'value' in this.#body ? this.#body.value : undefined;
  }

  #input(): Input {
    const { url, place } = this.#at;
    return {
      params: this.#params,
      query: (name) => queryValue(url, name),
      headers: this.#headers,
      body: this.#bodyValue(),
      text: this.#at.call.request.body ?? '',
      url,
      place,
    };
  }

  #proofFacts(): ProofFacts {
    const { operation } = this.#found();
    const { request, origin } = this.#at.call;
    return { ...this.#facts(), request, origin, operation, params: this.#params };
  }

  #facts(): FaultFacts {
    const { place, overlay: view, url, call } = this.#at;
    return {
      place,
      view,
      url,
      now: call.now,
      headers: this.#headers,
      ...(this.#caller && { caller: this.#caller }),
      ...(this.#token && { claims: this.#token.claims }),
      ...(this.#routed && { action: this.#routed.operation.action }),
    };
  }

  #rendering() {
    return renderingOf(this.#at.call, this.#at.correlationId);
  }

  #refused(refusal: Refusal): Result {
    this.#at.trace.refusal = refusal;
    const response = renderRefusal(this.#at.surface, refusal, this.#at.call.request.method, this.#rendering());
    return { response, effects: [], observed: this.#observed(refusal.status) };
  }

  #observed(status: number): Observed {
    const { call, overlay: view, correlationId } = this.#at;
    const { refusal } = this.#at.trace;
    return {
      call,
      operation: this.#routed?.operation,
      params: this.#params,
      caller: this.#caller,
      status,
      refusal,
      requestBody: this.#bodyValue(),
      ...(this.#outcome?.ok && !refusal && { answer: this.#outcome.body }),
      view,
      correlationId,
    };
  }
}
