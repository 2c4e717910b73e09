import { describe, expect, it } from 'vitest';
import { storyOf } from '#flow/model/story.ts';
import { whyOf } from '#flow/model/why.ts';
import { proofWords } from '#flow/words/proof.ts';
import type { LogItem } from '#lab/session-client.ts';
import { furnishTold, tellings, type Telling } from './tellings.ts';
import { Scene } from './scene.ts';
import { Teller } from './teller.ts';

/** What the token flow says of a request: who and what took part, by which proof, and which step refused. */
async function told({ happens, at }: Telling) {
  const scene = await Scene.open();
  await furnishTold(scene);
  const teller = new Teller(scene);
  await happens(scene);
  const record = await teller.latest((item: LogItem) => at.test(`${item.method ?? ''} ${item.url ?? ''}`));
  const { steps, parties } = storyOf([{ item: record.item, record }]);
  const refused = steps.find(({ kind, outcome }) => kind === 'check' && outcome === 'refused');
  return {
    parties: parties
      .filter(({ kind }) => kind !== 'decision')
      .map(({ title, caption }) => [title, caption].filter(Boolean).join(': ')),
    proof: proofWords(record)?.replace(/#\d+/, '#n'),
    refused: refused?.label,
    sentence: refused?.sentence ?? '',
    missing: whyOf(record).missing?.what ?? '',
  };
}

describe('the token flow tells the truth about', () => {
  it.each(tellings.map((telling) => [telling.says, telling] as const))('%s', async (_, telling) => {
    const found = await told(telling);
    const { parties, proof, refused, sentence } = telling.told;
    expect({ parties: found.parties, proof: found.proof, refused: found.refused }).toEqual({
      parties,
      proof,
      refused,
    });
    if (sentence) expect(found.sentence).toMatch(sentence);
    // Whatever is refused has its three steps.
    expect(found.missing !== '').toBe(refused !== undefined);
  });
});
