import { defineCommand, type Command } from 'just-bash/browser';
import { inSize, mostFileBytes } from '../file-size.ts';

/** Hands a file to the browser. */
export type OfferFile = (name: string, content: Uint8Array) => void;

/** `download FILE ...`, as the Cloud Shell has it: the browser saves the files. */
export function downloadCommand(offer: OfferFile): Command {
  return defineCommand('download', async (args, { fs, cwd }) => {
    if (args.length === 0) return { stdout: '', stderr: 'usage: download FILE ...\n', exitCode: 2 };
    const failures: string[] = [];
    for (const name of args) {
      const path = fs.resolvePath(cwd, name);
      const isFile = (await fs.exists(path)) && !(await fs.stat(path)).isDirectory;
      if (!isFile) {
        failures.push(
          `download: ${name}: ${(await fs.exists(path)) ? 'Is a directory' : 'No such file or directory'}\n`,
        );
        continue;
      }
      const content = await fs.readFileBuffer(path);
      if (content.length > mostFileBytes)
        failures.push(
          `download: ${name} has ${inSize(content.length)}; up to ${inSize(mostFileBytes)} can be downloaded.\n`,
        );
      else offer(path.replace(/^.*\//, ''), content);
    }
    return { stdout: '', stderr: failures.join(''), exitCode: failures.length > 0 ? 1 : 0 };
  });
}
