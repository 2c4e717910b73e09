import { InMemoryFs } from 'just-bash/browser';
import { limits } from './limits.ts';

export type Stream = 'stdout' | 'stderr';

/** Files that are the terminal: what is written to them is seen at once. */
export const terminalFiles: Readonly<Record<Stream, string>> = { stdout: '/dev/tty', stderr: '/dev/tty.err' };

type Append = InMemoryFs['appendFile'];

/** The shell's files, in memory, with the terminal among them. */
export class ShellFiles extends InMemoryFs {
  /** Hears what is written to the terminal. */
  write: (stream: Stream, text: string) => void = () => undefined;

  constructor() {
    super({}, { maxTotalBytes: limits.maxFileSystemBytes });
  }

  /** What has been read, while somebody wants to know. */
  reads: string[] | undefined;

  /** `/dev/zero` and `/dev/urandom` have no end; a read gives as much of them. */
  #endless(path: string): Uint8Array | undefined {
    if (path === '/dev/zero') return new Uint8Array(endlessBytes);
    return path === '/dev/urandom' || path === '/dev/random'
      ? crypto.getRandomValues(new Uint8Array(endlessBytes))
      : undefined;
  }

  override async readFileBuffer(path: string): Promise<Uint8Array> {
    return this.#endless(path) ?? super.readFileBuffer(path);
  }

  override async readFileBytes(path: string): ReturnType<InMemoryFs['readFileBytes']> {
    const bytes = this.#endless(path);
    return bytes
      ? (asCharacters(bytes) as unknown as Awaited<ReturnType<InMemoryFs['readFileBytes']>>)
      : super.readFileBytes(path);
  }

  override async readFile(...args: Parameters<InMemoryFs['readFile']>): Promise<string> {
    const bytes = this.#endless(args[0]);
    const text = bytes ? asCharacters(bytes) : await super.readFile(...args);
    this.reads?.push(text);
    return text;
  }

  #show(path: string, content: Parameters<Append>[1], options: Parameters<Append>[2]): boolean {
    const stream = path === terminalFiles.stdout ? 'stdout' : path === terminalFiles.stderr ? 'stderr' : undefined;
    if (stream === undefined) return false;
    const text = textOf(content, typeof options === 'string' ? options : options?.encoding);
    if (text !== '') this.write(stream, text);
    return true;
  }

  override async writeFile(...[path, content, options]: Parameters<Append>): Promise<void> {
    if (!this.#show(path, content, options)) await super.writeFile(path, content, options);
  }

  override async appendFile(...[path, content, options]: Parameters<Append>): Promise<void> {
    if (!this.#show(path, content, options)) await super.appendFile(path, content, options);
  }
}

/** How much a read of a file without end gives, bytes. */
const endlessBytes = 64 * 1024;

/** One character for each byte, as just-bash keeps them. */
const asCharacters = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

/** just-bash writes bytes as one character each and says `binary`; what is no UTF-8 then stays as it is. */
function textOf(content: string | Uint8Array, encoding: string | null | undefined): string {
  if (typeof content === 'string' && encoding !== 'binary' && encoding !== 'latin1') return content;
  const bytes = typeof content === 'string' ? Uint8Array.from(content, (letter) => letter.charCodeAt(0)) : content;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
  }
}
