import { afterAll, describe, expect, it } from 'vitest';
import { Outcomes } from '../conformance/outcomes.ts';
import { asText, type Fault, type Seen } from './fault.ts';
import { codeFaults } from './code-faults.ts';
import { credentialFaults } from './credential-faults.ts';
import { hostFaults } from './host-faults.ts';
import { named } from './named.ts';
import { roleFaults } from './role-faults.ts';
import { Scene } from './scene.ts';
import { storageFaults } from './storage-faults.ts';
import { targetFaults } from './target-faults.ts';
import { tokenFaults } from './token-faults.ts';
import { vaultFaults } from './vault-faults.ts';
import { webFaults } from './web-faults.ts';

const faults: Fault[] = [
  ...vaultFaults,
  ...roleFaults,
  ...tokenFaults,
  ...hostFaults,
  ...credentialFaults,
  ...storageFaults,
  ...webFaults,
  ...targetFaults,
  ...codeFaults,
];

/** Where an answer keeps its code, the finest first. */
const codes = [
  /"innererror":\{"code":"(\w+)"/,
  /(AADSTS\d+)/,
  /<Code>(\w+)/,
  /"code":"(\w+)"/,
  /"error":"(\w+)"/,
  /"message":"([^"]{1,50})/,
];

/** Status and code of an answer, short enough for a table. */
const short = ({ status, text }: Seen): string =>
  [status, codes.map((code) => code.exec(text)?.[1]).find(Boolean)].filter(Boolean).join(' ');

describe('every fault can be planted, met, seen and mended', () => {
  const outcomes = new Outcomes('faults', ['met', 'mended']);
  afterAll(() => console.log(outcomes.print()));

  it.each(faults.map((fault) => [fault.id, fault] as const))('%s', async (id, fault) => {
    const scene = await Scene.open();
    await fault.plant(scene);
    const met = await fault.meet(scene);
    expect(asText(met)).toMatch(fault.met);
    expect(asText(await fault.look(scene))).toMatch(fault.shows);
    await fault.repair(scene);
    const mended = await fault.meet(scene);
    expect(asText(mended)).toMatch(fault.mended);
    expect(asText(mended)).not.toMatch(fault.met);
    outcomes.saw(id, 'met', short(met));
    outcomes.saw(id, 'mended', short(mended));
  });
  it.each(Object.entries(named))('%s is one of them', (_says, id) => {
    expect(faults.map((fault) => fault.id)).toContain(id);
  });
  it('has no two of one name', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });
});
