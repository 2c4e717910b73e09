import type { InMemoryFs } from 'just-bash/browser';

/** A file, folder or link of the shell as plain data. */
export type SavedFile =
  | { path: string; kind: 'folder' }
  | { path: string; kind: 'link'; target: string }
  | { path: string; kind: 'file'; content: Uint8Array; mode: number };

/** Folders that every shell makes by itself. */
const made = /^\/(bin|usr|proc|dev)(\/|$)/;

/** All files that the learner may have made or changed, folders before what they hold. */
export async function saveFiles(files: InMemoryFs): Promise<SavedFile[]> {
  const paths = files.getAllPaths().filter((path) => path !== '/' && !made.test(path));
  const saved: SavedFile[] = [];
  for (const path of paths.sort()) {
    const { isDirectory, isSymbolicLink, mode } = await files.lstat(path);
    if (isSymbolicLink) saved.push({ path, kind: 'link', target: await files.readlink(path) });
    else if (isDirectory) saved.push({ path, kind: 'folder' });
    else saved.push({ path, kind: 'file', content: await files.readFileBuffer(path), mode });
  }
  return saved;
}

/** Puts saved files into a fresh file system. */
export async function restoreFiles(files: InMemoryFs, saved: readonly SavedFile[]): Promise<void> {
  for (const file of saved) {
    if (file.kind === 'folder') await files.mkdir(file.path, { recursive: true });
    else if (file.kind === 'link') await files.symlink(file.target, file.path);
    else {
      await files.writeFile(file.path, file.content);
      await files.chmod(file.path, file.mode);
    }
  }
}
