import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { WEB_VERSION } from './site.ts';
import { runtimesIn } from './runtime.ts';

/** `node|22-lts`, not `NODE|lts`. */
function isVersioned(name: string): boolean {
  const [, version, ...more] = name.split('|');
  return more.length === 0 && Boolean(version) && !['lts', 'default', 'stable'].includes((version ?? '').toLowerCase());
}

export const webappListRuntimes = implement('webapp list-runtimes', {
  takes: { os: 'text?', linux: 'flag', showRuntimeDetails: 'flag' },
  run: async ({ os, linux }, az) => {
    if (os !== undefined && linux) throw new CliError('Cannot use both --os-type and --linux');
    const stacks = await az.arm.list(`/providers/Microsoft.Web/webAppStacks?api-version=${WEB_VERSION}`);
    const now = await az.host.now();
    const names = (isLinux: boolean): string[] =>
      runtimesIn(stacks, isLinux, now)
        .map(({ name }) => name)
        .filter(isVersioned)
        .map((name) => name.replace('|', ':'));
    if (os !== undefined) return names(os === 'linux');
    return { linux: names(true), windows: names(false) };
  },
});
