import type { Handler } from './arrival.ts';
import type { Served } from './served.ts';

/** What the other ways to the tenant stand on. */
export interface WaysOptions {
  served: Served;
  /** Answers a request, whichever way it came in. */
  answer: Handler;
  /** Loopback port wanted for each way; 0: any. Absent: the way is not opened. */
  ports: { https?: number; proxy?: number };
}

/** The ways that are open, as the line of `--json` names them. */
export interface OtherWays {
  /** Address of the HTTPS endpoint with `/metadata/endpoints`. */
  https?: string;
  /** Address of the TLS-terminating proxy. */
  proxy?: string;
  /** Path of the certificate of this machine's authority. */
  ca?: string;
  close(): Promise<void>;
}

/** Opens the ways over TLS: the proxy and the registered cloud. */
export function openOtherWays(_options: WaysOptions): Promise<OtherWays> {
  return Promise.resolve({ close: () => Promise.resolve() });
}
