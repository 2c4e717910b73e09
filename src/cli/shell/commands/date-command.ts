import { defineCommand, type Command } from 'just-bash/browser';
import type { ShellHost } from '../../host.ts';
import { formatDate } from './date-format.ts';

const isoFormats: ReadonlyMap<string, string> = new Map([
  ['date', '%F'],
  ['hours', '%FT%H%:z'],
  ['minutes', '%FT%H:%M%:z'],
  ['seconds', '%FT%T%:z'],
  ['ns', '%FT%T,%N%:z'],
]);

const unitMs: ReadonlyMap<string, number> = new Map([
  ['second', 1000],
  ['sec', 1000],
  ['minute', 60_000],
  ['min', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
]);

/** The moment that `-d` names: `@seconds`, an ISO date, `now`, or a distance such as `+1 hour` or `2 days ago`. */
function moment(text: string, now: number): Date | undefined {
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(text);
  if (epoch) return new Date(Number(epoch[1]) * 1000);
  const words = text.trim().toLowerCase();
  if (words === 'now' || words === 'today') return new Date(now);
  if (words === 'tomorrow') return new Date(now + 86_400_000);
  if (words === 'yesterday') return new Date(now - 86_400_000);
  const distance = /^([+-]?)\s*(\d+)\s*([a-z]+?)s?( ago)?$/.exec(words);
  const unit = unitMs.get(distance?.[3] ?? '');
  if (distance && unit !== undefined) {
    const back = (distance[1] === '-') !== (distance[4] !== undefined);
    return new Date(now + (back ? -1 : 1) * Number(distance[2]) * unit);
  }
  const iso = /^(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:\d*))?\s*(z|utc|[+-]\d\d:?\d\d)?$/.exec(
    words,
  );
  if (!iso) return undefined;
  const zone = iso[3] === undefined || iso[3] === 'utc' ? 'Z' : iso[3].toUpperCase();
  const at = new Date(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const refused = (message: string): { stdout: string; stderr: string; exitCode: number } => ({
  stdout: '',
  stderr: `date: ${message}\n`,
  exitCode: 1,
});

/** date, on the tenant's virtual clock and in UTC. It knows `-u`, `-d`, `-I`, `--iso-8601` and `+FORMAT`. */
export function dateCommand(host: Pick<ShellHost, 'now'>): Command {
  return defineCommand('date', async (args) => {
    const now = await host.now();
    let at = new Date(now);
    let format = '%a %b %e %H:%M:%S %Z %Y';
    const rest = args.flatMap((arg) => (/^-u[dI]/.test(arg) ? ['-u', `-${arg.slice(2)}`] : [arg]));
    for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
      const iso = /^(?:-I|--iso-8601(?:=|$))(.*)$/.exec(arg);
      const dated = /^(?:-d|--date(?:=|$))(.*)$/s.exec(arg);
      if (dated) {
        const text = dated[1] === '' ? (rest.shift() ?? '') : (dated[1] ?? '');
        const found = moment(text, now);
        if (!found) return refused(`invalid date ‘${text}’`);
        at = found;
      } else if (iso) {
        const found = isoFormats.get(iso[1] || 'date');
        if (found === undefined) return refused(`invalid argument ‘${iso[1]}’ for ‘--iso-8601’`);
        format = found;
      } else if (arg === '-R' || arg === '--rfc-email') format = '%a, %d %b %Y %T %z';
      else if (arg.startsWith('+')) format = arg.slice(1);
      else if (!['-u', '--utc', '--universal'].includes(arg))
        return refused(`invalid option -- '${arg.replace(/^-+/, '')}'`);
    }
    return { stdout: `${formatDate(format, at)}\n`, stderr: '', exitCode: 0 };
  });
}
