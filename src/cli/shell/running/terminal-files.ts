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

  override async readFile(...args: Parameters<InMemoryFs['readFile']>): Promise<string> {
    const text = await super.readFile(...args);
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
