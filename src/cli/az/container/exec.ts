import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, list, member, text, type Json } from '../json.ts';

const CONTAINER_VERSION = '2024-05-01-preview';

/** The variables that a container is given, without the secret ones, which nobody is shown. */
const variablesOf = (container: Json | undefined): Record<string, string> =>
  Object.fromEntries(
    list(at(container, 'properties', 'environmentVariables')).flatMap((variable): [string, string][] => {
      const value = member(variable, 'value');
      return typeof value === 'string' ? [[text(variable, 'name'), value]] : [];
    }),
  );

/** A shell when the command names one, else the command itself. */
const isShell = (command: string): boolean => /^(\/bin\/|\/usr\/bin\/)?(ba|a|da)?sh$/.test(command.trim());

export const containerExec = implement('container exec', {
  takes: { resourceGroup: 'text', name: 'text', execCommand: 'text', containerName: 'text?' },
  run: async ({ resourceGroup, name, execCommand, containerName }, az) => {
    const path = `${await az.group(resourceGroup)}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
    const group = await az.arm.get(`${path}?api-version=${CONTAINER_VERSION}`);
    const containers = list(at(group, 'properties', 'containers'));
    const [only, ...others] = containers;
    if (containerName === undefined && others.length > 0)
      throw new CliError('--container-name required when container group has more than one container.');
    const chosen = containerName ?? text(only, 'name');
    await az.arm.call('POST', `${path}/containers/${chosen}/exec?api-version=${CONTAINER_VERSION}`, {
      command: execCommand,
      terminalSize: { rows: 24, cols: 80 },
    });
    const session = az.host.takeOpened?.();
    if (!session || !az.host.shells) return undefined;
    const container = containers.find((one) => text(one, 'name').toLowerCase() === chosen.toLowerCase());
    const shell = { session, name: chosen, user: 'root', directory: '/', env: variablesOf(container) };
    if (isShell(execCommand)) {
      az.host.shells.open(shell);
      return undefined;
    }
    const { stdout, stderr } = await az.host.shells.run(shell, execCommand, []);
    az.print(`${stdout}${stderr}`.replace(/\n$/, ''));
    return undefined;
  },
});
