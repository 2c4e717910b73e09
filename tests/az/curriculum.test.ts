import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fault, play } from './curriculum.ts';

const folder = new URL('curriculum/', import.meta.url);

describe('the curriculum by the command line alone', () => {
  it.each(readdirSync(folder))(
    '%s works as its notes say',
    async (name) => {
      const played = await play(readFileSync(new URL(name, folder), 'utf8'));
      expect(played.map(fault).filter((one) => one !== undefined)).toEqual([]);
    },
    120_000,
  );
});
