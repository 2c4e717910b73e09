import type { Body } from '../implement.ts';
import type { Json } from '../json.ts';
import { formatJson } from './json.ts';
import { formatTable } from './table.ts';
import { formatTsv } from './tsv.ts';
import { formatYaml } from './yaml.ts';

export const OUTPUT_FORMATS = ['json', 'jsonc', 'yaml', 'yamlc', 'table', 'tsv', 'none'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/**
 * The text that az prints for a result. Nothing at all for an absent or null result, as az does. The coloured
 * formats print without colour, which is what az does when it does not write to a terminal.
 */
export function formatResult(
  result: Json | undefined,
  format: OutputFormat,
  body: Pick<Body, 'table' | 'showIds'>,
  queried: boolean,
): string {
  if (result === undefined || result === null || format === 'none') return '';
  switch (format) {
    case 'json':
    case 'jsonc':
      return formatJson(result);
    case 'yaml':
    case 'yamlc':
      return formatYaml(result);
    case 'tsv':
      return formatTsv(result);
    case 'table':
      if (body.table && !queried) return formatTable(body.table(result), false, body.showIds);
      return formatTable(result, !queried && !body.table);
  }
}
