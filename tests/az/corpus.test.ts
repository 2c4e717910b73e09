import { describe, expect, it } from 'vitest';
import { corpusFiles, rowsOf, runLines } from './corpus.ts';

/**
 * The Azure CLI 2.74.0 ran these scripts against the tenant; ours, on a tenant of its own, must send the same requests,
 * print the same and exit with the same code. A row with `ours` differs on purpose and says why.
 */
describe.each(corpusFiles())('as the real az: %s', async (file) => {
  const rows = rowsOf(file);
  const outcomes = await runLines(rows);
  const commands = rows.filter((row) => 'line' in row);

  it.each(commands.map((row, at) => [`${at + 1} az ${row.line.join(' ')}`, row, outcomes[at]] as const))(
    '%s',
    (_, { requests, stdout, stderr, exit, ours, why }, outcome) => {
      expect(ours === undefined || (why ?? '').length > 0, 'a difference says why').toBe(true);
      expect(outcome).toEqual({ requests, stdout, stderr, exit, ...ours });
    },
  );
});
