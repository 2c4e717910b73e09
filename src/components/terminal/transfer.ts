import { inSize, mostFileBytes } from '#cli/shell/file-size.ts';
import type { ShellConsole } from './console.ts';

/** Lets the browser save bytes as a file. */
export const save = (name: string, content: Uint8Array): void => {
  const address = URL.createObjectURL(new Blob([content.slice()], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** Puts one chosen file into the shell; gives the sentence to show. */
async function uploadOne(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>, shell: Pick<ShellConsole, 'upload'>) {
  const { name, size } = file;
  if (size > mostFileBytes)
    return `${name} has ${inSize(size)}; a file of up to ${inSize(mostFileBytes)} can be uploaded.`;
  const answer = await shell.upload(name, new Uint8Array(await file.arrayBuffer()));
  return 'path' in answer ? `${answer.path} uploaded, ${inSize(size)}.` : `${name} was not uploaded: ${answer.refused}`;
}

/** Puts chosen or dropped files into the shell, one after the other; gives the sentences to show. */
export async function uploadAll(
  files: readonly Pick<File, 'name' | 'size' | 'arrayBuffer'>[],
  shell: Pick<ShellConsole, 'upload'>,
): Promise<string> {
  const said: string[] = [];
  for (const file of files)
    said.push(await uploadOne(file, shell).catch(() => `${file.name} could not be read: is it a folder?`));
  return said.join(' ');
}

/** Fetches a file of the shell for the browser to save; gives the sentence to show. */
export async function downloadOne(
  path: string,
  shell: Pick<ShellConsole, 'read'>,
  keep: (name: string, content: Uint8Array) => void = save,
): Promise<string> {
  const { name, content } = await shell.read(path);
  if (name === undefined || !content) return `There is no file ${path} in the shell.`;
  if (content.length > mostFileBytes)
    return `${path} has ${inSize(content.length)}; a file of up to ${inSize(mostFileBytes)} can be downloaded.`;
  keep(name, content);
  return `${name} downloaded, ${inSize(content.length)}.`;
}
