import type { IncomingMessage, ServerResponse } from 'node:http';

/** As whom and by which way a request came in. */
export interface Arrival {
  protocol: 'http' | 'https';
  /** The Azure name that was called, in lower case, without the protocol's own port. */
  host: string;
  /** Resource id of the machine or app whose code sends it; absent: it comes from the open network. */
  machine?: string;
}

/** Reads a request, has the tenant answer it, writes the answer. Never throws: what goes wrong is answered. */
export type Handler = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => void;
