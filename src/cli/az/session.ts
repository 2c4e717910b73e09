import type { HostIdentity, ShellAccount, ShellHost } from '../host.ts';
import { CliError, serviceError, connectionError } from './errors.ts';
import { list, member, parseJson, text, type Json, type JsonObject } from './json.ts';
import { identityAccount } from './managed-identity.ts';
import { scopeOf, TokenCache, type AccessToken } from './token-cache.ts';

/** The resource that az asks a Resource Manager token for. The trailing slash is part of it. */
export const ARM_RESOURCE = 'https://management.core.windows.net/';

/** A line of az's profile: one subscription as one account sees it. */
export interface Subscription {
  id: string;
  name: string;
  state: string;
  tenantId: string;
}

/** What az calls an account that has a tenant and no subscription. */
const TENANT_LEVEL = 'N/A(tenant level account)';

const NOT_LOGGED_IN = "Please run 'az login' to setup account.";

/** What `snapshot` keeps: enough to go on after the worker was replaced. Tokens are asked for again. */
export interface SessionState {
  account: ShellAccount | undefined;
  subscriptions: Subscription[] | undefined;
  defaultId: string | undefined;
  fromCloudShell: boolean;
  defaults?: Record<string, string>;
}

/** Who is signed in, what they may see, and their tokens: az's profile and token cache, kept in memory. */
export class AzSession {
  readonly #host: ShellHost;
  readonly #tokens: TokenCache;
  /** What `az configure --defaults` holds, by name. */
  defaults: Record<string, string> = {};
  #account: ShellAccount | undefined;
  #subscriptions: Subscription[] | undefined;
  #defaultId: string | undefined;
  #fromCloudShell = true;
  #started = false;

  constructor(host: ShellHost) {
    this.#host = host;
    this.#tokens = new TokenCache(host);
  }

  async #start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    this.#account = await this.#host.account();
  }

  async isSignedIn(): Promise<boolean> {
    await this.#start();
    return this.#account !== undefined;
  }

  /** The signed-in account. Throws az's sentence when there is none. */
  async account(): Promise<ShellAccount> {
    await this.#start();
    if (!this.#account) throw new CliError(NOT_LOGGED_IN);
    return this.#account;
  }

  /** The subscriptions of the profile, listed once and kept. Throws when nobody is signed in. */
  async subscriptions(): Promise<Subscription[]> {
    const account = await this.account();
    this.#subscriptions ??= await this.#listSubscriptions(account);
    this.#defaultId ??= this.#subscriptions[0]?.id;
    return this.#subscriptions;
  }

  /** What the account may see: as a look that leaves no entry in the log, unless az is told to sign in by hand. */
  async #listSubscriptions(account: ShellAccount, by = this.#host.peek ?? this.#host.send): Promise<Subscription[]> {
    if (account.subscriptions)
      return account.subscriptions.map(({ subscriptionId, displayName, state }) => ({
        id: subscriptionId,
        name: displayName,
        state: state ?? 'Enabled',
        tenantId: account.tenantId,
      }));
    const { token } = await this.#tokens.get(account, scopeOf(ARM_RESOURCE));
    const request = {
      method: 'GET',
      url: 'https://management.azure.com/subscriptions?api-version=2022-12-01',
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    };
    const response = await by.call(this.#host, request);
    if (response.status === 0) throw connectionError(request.url);
    if (response.status !== 200) throw serviceError(response);
    return list(member(parseJson(response.body), 'value')).map((item) => ({
      id: text(item, 'subscriptionId'),
      name: text(item, 'displayName'),
      state: text(item, 'state') || 'Enabled',
      tenantId: text(item, 'tenantId') || account.tenantId,
    }));
  }

  /** The subscription named by `--subscription` (name or id, any case) or the default one. */
  async subscription(nameOrId?: string): Promise<Subscription> {
    const all = await this.subscriptions();
    const wanted = nameOrId?.toLowerCase();
    const found =
      wanted === undefined
        ? all.find(({ id }) => id === this.#defaultId)
        : all.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
    if (found) return found;
    if (wanted === undefined) throw new CliError(NOT_LOGGED_IN);
    throw new CliError(`Subscription '${nameOrId}' not found. Check the spelling and casing and try again.`);
  }

  /** Makes a subscription the default one. False when the profile has none of that name or id. */
  async setDefault(nameOrId: string): Promise<boolean> {
    const wanted = nameOrId.toLowerCase();
    const found = (await this.subscriptions()).find(
      ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
    );
    if (found) this.#defaultId = found.id;
    return found !== undefined;
  }

  /** An access token for a scope, from the cache while virtual time allows. */
  async token(scope: string): Promise<AccessToken> {
    return this.#tokens.get(await this.account(), scope);
  }

  /** Signs in as another user of the lab. The refusal's words become az's error. */
  async signIn(userPrincipalName: string): Promise<void> {
    const answer = await this.#host.signIn(userPrincipalName);
    if ('refused' in answer) throw new CliError(answer.refused);
    this.#become(answer);
  }

  /** Signs in as an identity of the host; in the Cloud Shell, which has none, as whoever opened it. */
  async signInOnHost(identity: HostIdentity): Promise<void> {
    const owner = this.#host.env ? undefined : await this.#host.account();
    this.#become(owner ?? (await identityAccount(this.#host, identity, ARM_RESOURCE)));
    this.#fromCloudShell = owner !== undefined;
  }

  /**
   * Signs in as an application that has proved itself; until then the account stays what it was. As in MSAL's cache, a
   * token that the application still has is taken without asking again, whatever it proves itself with.
   */
  async signInAsClient(account: ShellAccount, scope: string, allowNoSubscriptions: boolean): Promise<void> {
    await this.#tokens.get(account, scope);
    const found = await this.#listSubscriptions(account, this.#host.send);
    if (found.length === 0 && !allowNoSubscriptions)
      throw new CliError(`No subscriptions found for ${account.userPrincipalName}.`);
    this.#started = true;
    this.#account = account;
    this.#subscriptions = found;
    this.#defaultId = found[0]?.id;
    this.#fromCloudShell = false;
    if (found.length === 0) await this.atTenantLevel();
  }

  /** The account has no subscription and goes on with the tenant alone, as `--allow-no-subscriptions` has it. */
  async atTenantLevel(): Promise<void> {
    const { tenantId } = await this.account();
    this.#subscriptions = [{ id: tenantId, name: TENANT_LEVEL, state: 'Enabled', tenantId }];
    this.#defaultId = tenantId;
  }

  #become(account: ShellAccount): void {
    this.#started = true;
    this.#account = account;
    this.#subscriptions = undefined;
    this.#defaultId = undefined;
    this.#fromCloudShell = false;
    this.#tokens.clear();
  }

  /** Forgets the list of subscriptions, so that the next command asks for it. */
  refresh(): void {
    this.#subscriptions = undefined;
  }

  signOut(): void {
    this.#started = true;
    this.#account = undefined;
    this.#subscriptions = undefined;
    this.#defaultId = undefined;
    this.#tokens.clear();
  }

  /** A subscription as `az account show` prints it. Cloud Shell marks its own sign-in with `cloudShellID`. */
  async describe(subscription: Subscription): Promise<JsonObject> {
    const account = await this.account();
    const { identity, client } = account;
    const info = identity && [identity.kind, ...(identity.value === undefined ? [] : [identity.value])].join('-');
    const user: Record<string, Json> = {
      ...(info !== undefined && { assignedIdentityInfo: info }),
      name: account.userPrincipalName,
      type: identity || client ? 'servicePrincipal' : 'user',
    };
    if (this.#fromCloudShell) user['cloudShellID'] = true;
    const subscribed = subscription.name !== TENANT_LEVEL;
    return {
      environmentName: 'AzureCloud',
      ...(subscribed && { homeTenantId: subscription.tenantId }),
      id: subscription.id,
      isDefault: subscription.id === this.#defaultId,
      ...(subscribed && { managedByTenants: [] }),
      name: subscription.name,
      state: subscription.state,
      tenantId: subscription.tenantId,
      user,
    };
  }

  snapshot(): SessionState {
    return {
      account: this.#account,
      subscriptions: this.#subscriptions,
      defaultId: this.#defaultId,
      fromCloudShell: this.#fromCloudShell,
      defaults: this.defaults,
    };
  }

  restore(state: SessionState): void {
    this.#started = state.account !== undefined;
    this.#account = state.account;
    this.#subscriptions = state.subscriptions;
    this.#defaultId = state.defaultId;
    this.#fromCloudShell = state.fromCloudShell;
    this.defaults = { ...state.defaults };
    this.#tokens.clear();
  }
}
