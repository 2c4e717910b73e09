import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { idKey } from '#kernel/scope.ts';
import type { Host, Hosts } from './hosts.ts';
import { harden, loopback, watchful } from './sockets.ts';

/** What is asked at a host's own port. */
export type AtHost = (host: Host, ...exchange: Parameters<NonNullable<Parameters<typeof createServer>[1]>>) => void;

interface Open {
  server: Server;
  ready: Promise<void>;
}

/**
 * A loopback port for each host, since some clients keep no path. It is open while the endpoint answers, closed while the
 * machine is off or gone, and the same again when it comes back.
 */
export class HostPorts {
  readonly #hosts: Hosts;
  readonly #answer: AtHost;
  readonly #open = new Map<string, Open>();
  readonly #ports = new Map<string, number>();
  #seen: object | undefined;
  #closing: Promise<void>[] = [];

  constructor(hosts: Hosts, answer: AtHost) {
    this.#hosts = hosts;
    this.#answer = answer;
  }

  /** Opens and closes what came and went since it was last called. Cheap when nothing did. */
  follow(): void {
    const stamp = this.#hosts.stamp;
    if (stamp === this.#seen) return;
    this.#seen = stamp;
    for (const [key, { server }] of this.#open) {
      if (this.#hosts.find(key)) continue;
      this.#open.delete(key);
      this.#closing.push(new Promise((done) => server.close(() => done())));
      server.closeAllConnections();
    }
    for (const { id } of this.#hosts.list()) if (!this.#open.has(idKey(id))) this.#listen(idKey(id));
  }

  /** Every host with its port, once all are open. */
  async list(): Promise<{ host: Host; port: number }[]> {
    this.follow();
    await Promise.all([...this.#open.values()].map(({ ready }) => ready));
    return this.#hosts.list().flatMap((host) => {
      const port = this.#ports.get(idKey(host.id));
      return port === undefined ? [] : [{ host, port }];
    });
  }

  async close(): Promise<void> {
    for (const { server } of this.#open.values()) {
      this.#closing.push(new Promise((done) => server.close(() => done())));
      server.closeAllConnections();
    }
    this.#open.clear();
    await Promise.all(this.#closing);
  }

  #listen(key: string): void {
    const server = harden(
      createServer(watchful, (request, response) => {
        const host = this.#hosts.find(key);
        if (host) this.#answer(host, request, response);
        else response.destroy();
      }),
    );
    const ready = new Promise<void>((done) => {
      server.once('listening', () => {
        this.#ports.set(key, (server.address() as AddressInfo).port);
        done();
      });
      // The port that it had may be taken by now: any other is as good.
      server.on('error', () => {
        if (server.listening) return;
        if (this.#ports.delete(key)) server.listen(0, loopback);
        else done();
      });
    });
    server.listen(this.#ports.get(key) ?? 0, loopback);
    this.#open.set(key, { server, ready });
  }
}
