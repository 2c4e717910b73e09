import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Takes a log for this process: two that write to one file would tear it. What a killed process has left behind is taken
 * over. Gives what lets go of it, or says who holds it.
 */
export function lockLog(path: string): { release(): void } | { held: string } {
  const file = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && isAlive(holder))
      return { held: `process ${holder} writes to it; end that one first, or remove ${file} if it is none of ours` };
    rmSync(file, { force: true });
  }
}
