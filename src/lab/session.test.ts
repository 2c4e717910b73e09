import { beforeAll, describe, expect, it } from 'vitest';
import { openLab, type OpenLab } from '#tools/lab-runner.ts';
import { labScript, loadLab } from '#tools/lab-start.ts';
import type { LabModule } from './define.ts';
import { openSession } from './session.ts';

let module: LabModule;
let lab: OpenLab;
const visit = { method: 'GET', url: 'https://app-web.azurewebsites.net/' };

beforeAll(async () => {
  module = await loadLab('first-identity');
  lab = await openLab(module);
});

describe('a lab in work', () => {
  it('shows what the visitor was answered, not what stood there while the program ran', async () => {
    const { session } = lab;
    const answer = await session.send(visit);
    expect(answer.status).toBe(500);
    const items = await session.log();
    const [entry] = items.filter(({ url, cause }) => url === visit.url && cause === undefined);
    expect(entry).toMatchObject({ status: 500, outcome: 'refused' });
    expect((await session.flow(entry?.seq ?? -1))?.response.body).toBe(answer.body);
    const resumed = await openSession({
      module,
      labHash: 'lab-source',
      engine: 'engine-source',
      lines: await session.lines(),
      key: session.key,
      wall: () => '',
    });
    if ('fault' in resumed) throw new Error(resumed.fault.message);
    expect((await resumed.log()).find(({ seq }) => seq === entry?.seq)).toMatchObject({ status: 500 });
  });

  it('says in plain words who asked whom for what', async () => {
    const { session, run } = await openLab(module);
    await run(labScript('first-identity', 'solution.azcli'));
    const lines = (await session.log()).reverse().map(({ from, to, summary }) => `${from} > ${to}: ${summary}`);
    const told = [
      'Ada Lind > Azure Resource Manager: Create or update web app · app-web',
      'Ada Lind > Azure Resource Manager: Create role assignment',
      'You > Clock: Clock moved on by 10 minutes',
      'You > app-web: Visit web app',
      'app-web > identity endpoint: Get token at the identity endpoint',
      'app-web > kv-shop-7c41: Get secret · db-password',
    ];
    expect(lines).toEqual(expect.arrayContaining(told));
    expect(lines.filter((line) => line.includes('· roleDefinitions') || line.includes('undefined'))).toEqual([]);
  });

  it('undoes and redoes steps that a learner would call so, and says when there is none', async () => {
    const { session, run } = await openLab(module);
    expect((await session.state()).canUndo).toBe(false);
    await run('az webapp identity assign -g rg-shop -n app-web');
    await run('az webapp identity show -g rg-shop -n app-web');
    const identityDone = async () => (await session.state()).checks.find(({ id }) => id === 'app-has-identity')?.status;
    expect(await identityDone()).toBe('done');
    await session.undo();
    expect([await identityDone(), (await session.state()).canRedo]).toEqual(['undone', true]);
    await session.redo();
    expect([await identityDone(), (await session.state()).canRedo]).toEqual(['done', false]);
    await session.reset();
    expect(await identityDone()).toBe('undone');
  });

  it('gives three hints for a check, then no more, and keeps them through an undo', async () => {
    const { session } = await openLab(module);
    const given = [];
    for (let at = 0; at < 4; at += 1) given.push(await session.hint('app-reads-secret'));
    expect(given.filter(Boolean)).toHaveLength(3);
    expect(given[3]).toBeUndefined();
    await session.reset();
    const check = (await session.state()).checks.find(({ id }) => id === 'app-reads-secret');
    expect(check?.hints.given).toHaveLength(3);
  });

  it('offers the refused request that shows what a check found lacking, and no other', async () => {
    const { session, run } = await openLab(module);
    const seen = async () =>
      (await session.state()).checks.map(({ id, see }) => [id, see] as const).filter(([, see]) => see);
    expect(await seen()).toEqual([]);
    await session.send(visit);
    await run('az webapp identity assign -g rg-shop -n app-web');
    await session.send(visit);
    const [[id, seq] = []] = await seen();
    expect([id, (await session.flow(seq ?? -1))?.item.code]).toEqual(['app-reads-secret', 'ForbiddenByRbac']);
  });

  it('lets nobody sign in whom the lab does not list', async () => {
    const { session } = await openLab(module);
    expect(await session.signIn('noor@fabrikamshop.onmicrosoft.com')).toEqual({
      refused: expect.stringContaining('nobody') as string,
    });
  });

  it('opens nothing from a log that cannot be believed', async () => {
    const { session } = await openLab(module);
    const lines = await session.lines();
    const changed = lines.map((line, at) => (at === 1 ? line.replace('ada@', 'eve@') : line));
    const opened = await openSession({
      module,
      labHash: 'lab-source',
      engine: 'engine-source',
      lines: changed,
      wall: () => '',
    });
    expect(opened).toMatchObject({ fault: { seq: 1 } });
  });
});
