/** The user name of `Proxy-Authorization: Basic`, or undefined when there is none. A password is of no interest. */
export function proxyUser(header: string | undefined): string | undefined {
  const encoded = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const name = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .replace(/:[^:]*$/, '');
  return name === '' ? undefined : name;
}

/** What a user name picked. */
export type Picked = { machine: string } | { refused: string };

const shortName = (id: string): string => id.split('/').at(-1) ?? id;

/**
 * The machine that a proxy's user name stands for: its resource id, that id in base64url, or its name alone while only
 * one machine is called so. Names are compared without case, as Azure compares them.
 */
export function pickMachine(user: string | undefined, machines: readonly string[]): Picked {
  const list = machines.length > 0 ? machines.map((id) => `  ${shortName(id)}  ${id}`).join('\n') : '  (none yet)';
  const how = `Name one as the proxy's user, for example http://${shortName(machines[0] ?? 'vm1')}:@127.0.0.1:<port>.\nMachines with a metadata endpoint:\n${list}\n`;
  if (user === undefined)
    return { refused: `169.254.169.254 leads from each machine to its own metadata, and no machine is named. ${how}` };
  const wanted = user.toLowerCase();
  const whole = machines.find(
    (id) => id.toLowerCase() === wanted || id.slice(1).toLowerCase() === wanted || base64url(id) === user,
  );
  if (whole) return { machine: whole };
  const [one, ...more] = machines.filter((id) => shortName(id).toLowerCase() === wanted);
  if (one && more.length === 0) return { machine: one };
  const why = one ? `More than one machine is called ${user}: give the resource id.` : `There is no machine ${user}.`;
  return { refused: `${why} ${how}` };
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
