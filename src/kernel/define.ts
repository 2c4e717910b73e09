import type { ZodMiniType } from 'zod/mini';
import type { Authorization, Decision, Permission, Plane, Requirement } from './decision.ts';
import type { Observed, Restriction } from './door.ts';
import type { HttpRequest, HttpResponse, RequestUrl } from './http.ts';
import type { MachineRun } from './machine.ts';
import type { Answer, Outcome, Refusal } from './result.ts';
import type { Change, View } from './tables.ts';

/** Where a request comes from: the open network, or a host on which an earlier entry opened a session. */
export type Origin = { type: 'internet' } | { type: 'run'; entry: number; host: string } | { type: 'inside' };

/** The claims of an access token, as the token shows them. Times are epoch seconds. */
export interface TokenClaims {
  aud: string;
  iss: string;
  oid: string;
  tid: string;
  iat: number;
  nbf: number;
  exp: number;
  appid?: string;
  upn?: string;
  xms_mirid?: string;
  xms_az_rid?: string;
  [claim: string]: unknown;
}

/** A token that an entry of this tenant issued. `ref` stands for it wherever the core speaks of it. */
export interface IssuedToken {
  ref: string;
  claims: TokenClaims;
  principalType: 'User' | 'ServicePrincipal';
  /** Groups of the principal when the token was issued: a later change of membership is not seen by it. */
  groupIds: string[];
}

/** Who asks. Anonymous where the surface needs no token; platform and setup work is visible as such. */
export interface Caller {
  /** `credential`: proved by other means than a bearer token (a key, a signed address); `credential` says which. */
  kind: 'token' | 'credential' | 'platform' | 'setup' | 'anonymous';
  principalId: string;
  principalType: 'User' | 'ServicePrincipal' | 'Platform' | 'Anonymous';
  /** The user principal name of a person, the object id of an application: how Azure names a client in a refusal. */
  name: string;
  groupIds: string[];
  token?: IssuedToken;
  /** What a signed address says for itself, or which key signed: data of the surface that took it. */
  credential?: { kind: string; [detail: string]: unknown };
}

/** Where on a surface a request lands. `unreachable` says why no service answers (no such host). */
export interface Place {
  params: Record<string, string>;
  /** The tenant that the target trusts. */
  tenantId: string;
  unreachable?: string;
}

export type TokenFault = 'missing' | 'malformed' | 'signature' | 'issuer' | 'audience' | 'expired';

/** What a surface knows when it words a refusal of the door. */
export interface FaultFacts {
  place: Place;
  view: View;
  now: number;
  url: RequestUrl;
  /** Header fields of the request, names in lower case. */
  headers: Record<string, string>;
  caller?: Caller;
  claims?: TokenClaims;
  /** The action that the operation is named by: a refusal about a linked resource names both. */
  action?: string;
}

/** What a surface sees when it looks for a proof that is no bearer token. */
export interface ProofFacts extends FaultFacts {
  /** As it was sent: a signature covers its very letters. */
  request: HttpRequest;
  origin: Origin;
  operation: Operation;
  /** Names from the path, as the operation is given them. */
  params: Record<string, string>;
}

/**
 * A surface is an address that answers: ARM, a vault, Graph, a token endpoint. It has its own audiences, its own
 * api-version rule and its own error envelope; operations name the surface that they live on.
 */
export interface Surface {
  name: string;
  title: string;
  match(url: RequestUrl, view: View, origin: Origin): Place | undefined;
  /** Absent where the surface takes no bearer token. */
  bearer?: {
    /** Audiences that the target accepts. */
    audiences(place: Place): string[];
    /** Whether such a request may carry a token at all (old versions of Storage know none); if not, it is malformed. */
    takes?(facts: FaultFacts): boolean;
    refuse(fault: TokenFault, facts: FaultFacts): Refusal;
    /** Firewalls and private access; asked after the token, before the permission. */
    network?(facts: FaultFacts, origin: Origin): Refusal | undefined;
    /** How this surface says that a permission is lacking. */
    forbid(lacking: Decision, facts: FaultFacts): Refusal;
  };
  /**
   * Proofs of another kind than a bearer token: a key that signs the request, a signed address, access that is public.
   * They are asked for before the questions about the token.
   */
  otherProof?: {
    /** Who asks by such a proof, or why it does not hold; undefined when the request brings none. */
    caller(facts: ProofFacts): Caller | Refusal | undefined;
    /** What such a proof does not cover; asked where a token's permission is asked, before roles. */
    permits?(facts: ProofFacts & { caller: Caller }): Refusal | undefined;
  };
  /**
   * The path that operations are found by, where the address alone does not name them: Storage tells its operations
   * apart by query parameters, and a blob's name may hold slashes. Absent: the path of the address.
   */
  operationPath?(url: RequestUrl, headers: Record<string, string>): string;
  /** Judges the api-version; undefined is good. Absent where the surface has none. */
  apiVersion?(value: string | undefined): Refusal | undefined;
  /** The body is not what the operation takes. */
  badBody(detail: string): Refusal;
  render(refusal: Refusal, call: Rendering): HttpResponse;
  /** Headers of every answer. */
  headers?(call: Rendering): Record<string, string>;
}

export interface Rendering {
  requestId: string;
  correlationId: string;
  now: number;
}

/** What an operation is given: names from the path, the query, the parsed body and the header fields. */
export interface Input<Body = unknown> {
  params: Record<string, string>;
  query(name: string): string | undefined;
  headers: Record<string, string>;
  body: Body;
  /** The body as it was sent, for what is not JSON (forms). */
  text: string;
  url: RequestUrl;
  place: Place;
}

/** What `requires` may look at: the body is unchecked there, because permission comes before content. */
export interface RequiresInput extends Input {
  view: View;
  caller: Caller;
}

/** A handler's view of the world. It reads; it never writes, reads a wall clock or checks its own permission. */
export interface Ctx {
  view: View;
  now: number;
  seed: string;
  requestId: string;
  correlationId: string;
  caller: Caller;
  origin: Origin;
  /** A new id for a thing that is made: (seed, kind, key, incarnation). Each call makes a further incarnation. */
  newId(kind: string, key: string): string;
  /** A fraction in [0, 1) drawn from the seed. */
  chance(...parts: (string | number)[]): number;
  /**
   * A sub-request within the same commit: as the platform itself, as the caller, or from a host, which proves itself by the
   * headers that are given (a token of its identity) and is seen to come from its own address.
   */
  send(
    as: 'platform' | 'caller' | { host: string },
    request: { method: string; url: string; body?: unknown; headers?: Record<string, string> },
  ): SubAnswer;
  /** The decision for any principal, without sending anything: "check access". */
  decide(permission: Permission, principal: { principalId: string; groupIds: string[] }): Decision;
  /** Keeps the path of a machine that the handler ran. */
  keep(run: MachineRun, facts?: Record<string, unknown>): void;
}

export interface SubAnswer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

/** An operation is named by its RBAC action string: log, permission, button and check all say it. */
export interface Operation<Body = unknown> {
  action: string;
  /** Azure's words for it, for logs and buttons: "List secrets". */
  title: string;
  surface: string;
  plane: Plane | 'none';
  method: string;
  /** `/secrets/{secretName}`; literals match without case; a leading `{scope}` takes any ARM scope, also none. */
  path: string;
  body?: ZodMiniType<Body>;
  /** Reads are free to look at; POSTs that only read say so. */
  reads?: boolean;
  /** What the caller must be allowed. Absent: the action at the resource that the path names. `undefined`: nothing. */
  requires?(input: RequiresInput): Requirement | undefined;
  handle(ctx: Ctx, input: Input<Body>): Outcome;
}

/** Declares an operation; it exists for its types. */
export const defineOperation = <Body = unknown>(operation: Operation<Body>): Operation =>
  operation as unknown as Operation;

/** Declares a surface; it exists for its types. */
export const defineSurface = (surface: Surface): Surface => surface;

/** One Azure service: what it answers, where, with which indexes, and where it differs from Azure. */
export interface Service {
  namespace: string;
  surfaces: Surface[];
  operations: Operation[];
  indexes?: Record<string, Record<string, (row: never) => string[]>>;
  /** Future moments that a learner may want to jump to. */
  upcoming?(view: View, now: number): { at: number; what: string }[];
  /** The environment that a program or a session finds on a host of this service; undefined where the host is another's. */
  environment?(view: View, host: string): Record<string, string> | undefined;
  /** Logs that this service keeps of what passes the door. */
  observers?: readonly ((observed: Observed) => Change[])[];
  /** What may forbid a request that its permission allows: locks, policies. */
  restrictions?: readonly Restriction[];
}

export type { Answer, Authorization };
