import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StateMachine, type AnyStateMachine } from 'xstate';

const root = fileURLToPath(new URL('../..', import.meta.url));

const found = async (pattern: string): Promise<{ file: string; exports: unknown[] }[]> => {
  const files = globSync(pattern, { cwd: root }).sort();
  const modules = files.map((file) => import(/* @vite-ignore */ pathToFileURL(resolve(root, file)).href));
  return (await Promise.all(modules)).map((module, at) => ({
    file: files[at] ?? '',
    exports: Object.values(module as Record<string, unknown>),
  }));
};

/** The machines of every `*.machine.ts` of the product, whoever registered them or forgot to. */
export async function machinesOnDisk(): Promise<{ file: string; machines: AnyStateMachine[] }[]> {
  const modules = await found('src/**/*.machine.ts');
  return modules.map(({ file, exports }) => ({
    file,
    machines: exports.filter((one): one is AnyStateMachine => one instanceof StateMachine),
  }));
}

/** What the files of a folder list: a service brings its rows by adding a file there, and nothing else. */
export async function rowsIn<Row>(folder: 'requests' | 'lives'): Promise<Row[]> {
  const modules = await found(`tests/machines/${folder}/*.ts`);
  return modules.flatMap(({ exports }) => exports.filter((one): one is Row[] => Array.isArray(one)).flat());
}
