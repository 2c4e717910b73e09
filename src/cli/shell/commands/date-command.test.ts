import { describe, expect, it } from 'vitest';
import { FakeHost } from '../fake-host.ts';
import { runScript } from '../headless.ts';

const cases: [string, string][] = [
  ['date', 'Mon Mar  2 08:00:00 UTC 2026'],
  ['date -u', 'Mon Mar  2 08:00:00 UTC 2026'],
  ['date +%s', '1772438400'],
  ["date '+%Y-%m-%d %H:%M:%S %j %A %B %e %-d'", '2026-03-02 08:00:00 061 Monday March  2 2'],
  ['date -d @0 +%F', '1970-01-01'],
  ['date -ud @1772438400 +%T', '08:00:00'],
  ['date --date=@1772438400.5 +%N', '500000000'],
  ["date -d '2026-05-01T10:20:30Z' +%s", '1777630830'],
  ["date -d '2026-05-01 10:20:30.1234567+02:00' +%T", '08:20:30'],
  ["date -d '+1 hour' +%H:%M", '09:00'],
  ["date -d '30 minutes ago' +%H:%M", '07:30'],
  ['date -d tomorrow +%F', '2026-03-03'],
  ['date --iso-8601', '2026-03-02'],
  ['date -Iseconds', '2026-03-02T08:00:00+00:00'],
  ['date -R', 'Mon, 02 Mar 2026 08:00:00 +0000'],
];

describe('date', () => {
  it.each(cases)('%s', async (line, said) => {
    expect((await runScript(line, new FakeHost())).stdout).toBe(`${said}\n`);
  });

  it('refuses what is no date', async () => {
    const { stderr } = await runScript("date -d 'next blue moon'", new FakeHost());
    expect(stderr).toContain('date: invalid date ‘next blue moon’\n');
  });
});
