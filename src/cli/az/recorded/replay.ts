import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpRequest } from '#kernel/http.ts';
import type { ShellAccount, ShellHost } from '../../host.ts';
import { runAz, type AzResult } from '../run.ts';
import { AzSession } from '../session.ts';

export interface RecordedAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface RecordedRequest {
  method: string;
  url: string;
  body?: unknown;
}

/** A command line, the answers that the services gave, and all that the real az 2.74.0 did with them. */
export interface Recording {
  line: string[];
  answers: RecordedAnswer[];
  requests: RecordedRequest[];
  stdout: string;
  stderr: string;
  exit: number;
  files?: Record<string, string>;
  /** Set where ours differs on purpose: why. The rest of the case is then ours, not recorded. */
  ours?: string;
}

/** The recordings of a file, one per line. */
export function recordings(name: string): Recording[] {
  const path = fileURLToPath(new URL(`./${name}.jsonl`, import.meta.url));
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recording);
}

/** How a case is called in a test report. */
export function titleOf({ line }: Recording): string {
  return `az ${line.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')}`;
}

const ACCOUNT: ShellAccount = {
  tenantId: '22222222-2222-2222-2222-222222222222',
  userPrincipalName: 'ada@contoso.com',
  refreshToken: 'refresh',
  subscriptions: [{ subscriptionId: '11111111-1111-1111-1111-111111111111', displayName: 'Contoso Production' }],
};

const TOKEN = { token_type: 'Bearer', expires_in: 3600, access_token: 'token' };

/** The services as a script: each request gets the next answer. Tokens are given out without being counted. */
export class ScriptedHost implements ShellHost {
  readonly requests: HttpRequest[] = [];
  readonly waits: number[] = [];
  readonly #answers: RecordedAnswer[];
  time = Date.UTC(2026, 10, 23, 9, 0, 0);
  signedIn: ShellAccount | undefined = ACCOUNT;

  constructor(answers: readonly RecordedAnswer[]) {
    this.#answers = [...answers];
  }

  async send(request: HttpRequest) {
    if (request.url.includes('/oauth2/v2.0/token')) return { status: 200, headers: {}, body: JSON.stringify(TOKEN) };
    this.requests.push(request);
    const answer = this.#answers.shift();
    if (!answer) throw new Error(`no answer is scripted for ${request.method} ${request.url}`);
    const { status, headers = {}, body = '' } = answer;
    return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
  }

  now = async () => this.time;

  async wait(ms: number) {
    this.waits.push(ms);
    this.time += ms;
    return this.time;
  }

  account = async () => this.signedIn;

  async signIn(userPrincipalName: string) {
    if (userPrincipalName !== 'bob@contoso.com') return { refused: `AADSTS50034: no user ${userPrincipalName}` };
    return { ...ACCOUNT, userPrincipalName, subscriptions: ACCOUNT.subscriptions ?? [] };
  }
}

/** Names that the real az draws at random are compared by their place alone. */
const RANDOM_NAME = /(role(?:Assignments|Definitions)\/)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\?)/;

/** Ids to look up come from a Python set, in no order that means anything. */
function sorted(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('ids' in body) || !Array.isArray(body.ids)) return body;
  return { ...body, ids: body.ids.toSorted() };
}

/** A request as it is compared: its body parsed, so that the spelling of JSON does not matter. */
export function comparable({ method, url, body }: RecordedRequest): RecordedRequest {
  const plain: RecordedRequest = { method, url: url.replace(RANDOM_NAME, '$1{name}') };
  if (body === undefined) return plain;
  try {
    return { ...plain, body: sorted(typeof body === 'string' ? (JSON.parse(body) as unknown) : body) };
  } catch {
    return { ...plain, body };
  }
}

/** Runs a recorded line against its own answers. */
export async function replay(recording: Recording): Promise<AzResult & { host: ScriptedHost }> {
  const host = new ScriptedHost(recording.answers);
  const files = {
    read: async (path: string) => recording.files?.[path],
    write: async () => {},
  };
  const result = await runAz(recording.line, { host, session: new AzSession(host), files });
  return { ...result, host };
}

/** The address of urllib3's connection object differs from run to run, and the recorder reads lines ended either way. */
export function withoutAddresses(text: string): string {
  return text.replace(/object at 0x[0-9a-f]+/g, 'object').replaceAll('\r\n', '\n');
}
