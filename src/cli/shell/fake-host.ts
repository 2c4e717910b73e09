import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { ShellAccount, ShellHost } from '../host.ts';

const ada: ShellAccount = {
  tenantId: '7d5b4a52-1111-4a6c-9f0e-2f6f6a1d0001',
  userPrincipalName: 'ada@fabrikam.example',
  refreshToken: 'refresh',
  subscriptions: [{ subscriptionId: '00000000-0000-0000-0000-0000000000aa', displayName: 'Shop' }],
};

/** A host for tests: it keeps the requests, answers them by the given function and has a clock of its own. */
export class FakeHost implements ShellHost {
  readonly requests: HttpRequest[] = [];
  readonly waits: number[] = [];
  time = Date.UTC(2026, 2, 2, 8);
  readonly #answer: (request: HttpRequest) => Partial<HttpResponse> | Promise<Partial<HttpResponse>>;

  constructor(answer?: (request: HttpRequest) => Partial<HttpResponse> | Promise<Partial<HttpResponse>>) {
    this.#answer = answer ?? (() => ({ body: `answer ${this.requests.length}` }));
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    return { status: 200, headers: {}, body: '', ...(await this.#answer(request)) };
  }

  now(): Promise<number> {
    return Promise.resolve(this.time);
  }

  wait(ms: number): Promise<number> {
    this.waits.push(ms);
    this.time += ms;
    return this.now();
  }

  account(): Promise<ShellAccount> {
    return Promise.resolve(ada);
  }

  signIn(userPrincipalName: string): Promise<ShellAccount | { refused: string }> {
    return Promise.resolve({ ...ada, userPrincipalName });
  }
}
