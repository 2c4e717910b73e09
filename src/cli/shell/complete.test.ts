import { beforeAll, describe, expect, it } from 'vitest';
import cases from './complete.cases.json' with { type: 'json' };
import { completeText } from './complete.ts';
import { FakeHost } from './fake-host.ts';
import { ShellSession } from './session.ts';

describe('completion', () => {
  const host = new FakeHost();
  const session = new ShellSession(host, { write: () => undefined });
  beforeAll(async () => {
    await session.start();
    await session.run("mkdir roles; echo > role.json; echo > 'roles/a b.json'; echo > .hidden");
    await session.run("lab_function() { :; }; alias lab_alias='ls'");
  });

  it.each(cases)('offers $says', async ({ text, candidates }) => {
    const cursor = text.includes('▮') ? text.indexOf('▮') : text.length;
    const found = await completeText(text.replace('▮', ''), cursor, session);
    expect(found.candidates).toEqual(candidates);
  });

  it('says where the word begins', async () => {
    expect(await completeText('cat ro and more', 6, session)).toMatchObject({ from: 4 });
    expect(await completeText("cat 'roles/a", 12, session)).toMatchObject({ from: 4 });
    expect(await completeText('cat ', 4, session)).toMatchObject({ from: 4 });
  });

  it('sends nothing', () => {
    expect(host.requests).toEqual([]);
  });
});
