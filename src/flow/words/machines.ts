/** `notFound` as `not found`; a name that nobody has put into words still reads. */
export const humanise = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();

const titles: Record<string, string> = {
  'token-use': 'Use of a token at a target',
};

const states: Record<string, string> = {
  'token-use/received': 'request received',
  'token-use/challenged': 'challenged: no token',
  'token-use/restrictions': 'locks, policy',
  'token-use/object': 'object',
  'token-use/forbidden': 'forbidden',
};

const guards: Record<string, string> = {
  insideWork: 'work of Azure itself',
  needsNoToken: 'needs no token',
  hasToken: 'has a token',
};

/** What a machine shows: `Use of a token at a target`. */
export const machineTitle = (id: string): string => {
  const title = titles[id] ?? humanise(id);
  return title.charAt(0).toUpperCase() + title.slice(1);
};

export const stateTitle = (machine: string, state: string): string => states[`${machine}/${state}`] ?? humanise(state);

/** When a transition is taken. The last one, without a condition, is taken when none of those before it was. */
export const guardTitle = (guard: string | undefined, alone: boolean): string =>
  guard === undefined ? (alone ? 'always' : 'otherwise') : (guards[guard] ?? humanise(guard));

/** The drawing in one sentence, for those who do not see it. */
export const chartSentence = (machine: string, path: readonly string[]): string =>
  path.length === 0
    ? `${machineTitle(machine)}: not run by this request.`
    : `${machineTitle(machine)}: this run went ${path.map((state) => stateTitle(machine, state)).join(', then ')}.`;
