import type { Ctx } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from './login-errors.ts';
import type { SessionRow, User } from './models.ts';
import { findClient, type KnownResource } from './resources.ts';
import { asked, targetOf, tenantName, type Form } from './token-request.ts';
import type { UserFacts } from './user-acquisition.machine.ts';

/**
 * One request of a client for a token of the person who signed in: what the chart asks, each question answered once.
 * The question that ends it leaves Entra's words in `refusal`.
 */
export class UserRequest implements UserFacts {
  refusal: Refusal | undefined;
  readonly #view: View;
  readonly #form: Form;
  readonly #version: 1 | 2;
  #session: SessionRow | undefined;
  client: ReturnType<typeof findClient>;
  user: User | undefined;
  resource = '';
  known: KnownResource | undefined;

  constructor(ctx: Ctx, form: Form, version: 1 | 2) {
    this.#view = ctx.view;
    this.#form = form;
    this.#version = version;
  }

  #orElse(holds: boolean, words: () => Refusal): boolean {
    if (!holds) this.refusal = words();
    return holds;
  }

  clientNamed(): boolean {
    const missing = ['client_id', 'refresh_token'].find((name) => !this.#form[name]);
    return this.#orElse(missing === undefined, () => errors.parameterMissing(missing ?? ''));
  }

  clientKnown(): boolean {
    const id = this.#form['client_id'] ?? '';
    this.client = findClient(id);
    return this.#orElse(this.client !== undefined, () => errors.applicationNotFound(id, tenantName(this.#view)));
  }

  sessionKnown(): boolean {
    this.#session = this.#view.get<SessionRow>('sessions', this.#form['refresh_token'] ?? '');
    return this.#orElse(this.#session !== undefined, errors.malformedGrant);
  }

  userThere(): boolean {
    this.user = this.#session && this.#view.get<User>('users', this.#session.userId);
    return this.#orElse(this.user !== undefined, () => errors.userGone(tenantName(this.#view)));
  }

  userEnabled(): boolean {
    return this.#orElse(this.user?.accountEnabled === true, errors.userDisabled);
  }

  resourceClear(): boolean {
    const target = asked(this.#form, this.#version);
    if ('refusal' in target) return this.#orElse(false, () => target.refusal);
    this.resource = target.resource;
    return true;
  }

  resourceKnown(): boolean {
    const found = targetOf(this.#view, this.resource);
    if ('refusal' in found) return this.#orElse(false, () => found.refusal);
    this.known = found.known;
    return true;
  }

  /** What the trace keeps of it, without the refresh token. */
  facts(): Record<string, unknown> {
    const { client, user, resource, refusal } = this;
    return {
      ...(client && { client: { appId: client.appId, displayName: client.displayName } }),
      ...(user && { user: user.userPrincipalName }),
      ...(resource && { resource }),
      ...(refusal && { fault: refusal.message }),
    };
  }
}
