// Load over keep-alive connections, written by hand: a client that costs little beside the server that it measures.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

export interface Load {
  port: number;
  /** The process that is measured. */
  pid: number;
  /** The requests of one round, as bytes on the wire; each waits for its answer. */
  round: readonly string[];
  /** What the last answer of a round must begin with. */
  expects: string;
  connections: number;
  seconds: number;
}

export interface Measured {
  /** Rounds in a second. */
  rate: number;
  p50: number;
  p99: number;
  /** Processor time of a round, ms, where the system tells: it holds while others work on the machine. */
  cpu?: number;
}

/** Processor time that a process has used, ms, as Linux counts it in hundredths of a second. */
function cpuOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/** One exchange on a connection: resolves with the head and body of the answer, told apart by their length. */
function exchange(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = '';
    const read = (part: Buffer): void => {
      got += part.toString('latin1');
      const end = got.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(got.slice(0, end))?.[1] ?? 0);
      if (got.length < end + 4 + length) return;
      socket.off('data', read);
      socket.off('error', reject);
      resolve(got);
    };
    socket.on('data', read);
    socket.once('error', reject);
    socket.write(text);
  });
}

/** Runs rounds on every connection until the time is up. Throws at the first answer that is not what is expected. */
export async function measure({ port, pid, round, expects, connections, seconds }: Load): Promise<Measured> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const work = async (): Promise<void> => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    while (performance.now() < until) {
      const began = performance.now();
      let last = '';
      for (const text of round) last = await exchange(socket, text);
      times.push(performance.now() - began);
      if (!last.startsWith(expects)) throw new Error(last.slice(0, 1000));
    }
    socket.destroy();
  };
  const [began, before] = [performance.now(), cpuOf(pid)];
  await Promise.all(Array.from({ length: connections }, work));
  const elapsed = (performance.now() - began) / 1000;
  const after = cpuOf(pid);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const cpu = before === undefined || after === undefined ? undefined : (after - before) / times.length;
  return { rate: times.length / elapsed, p50: at(0.5), p99: at(0.99), ...(cpu !== undefined && { cpu }) };
}

/** A request as it stands on the wire. */
export function onTheWire(
  method: string,
  host: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): string {
  const all = { host, ...headers, ...(body && { 'content-length': String(Buffer.byteLength(body)) }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
