import { defineCommand } from '../define.ts';

export const accountListLocations = defineCommand({
  words: 'account list-locations',
  summary: 'List supported regions for the current subscription.',
  tenantLevel: true,
  parameters: {
    includeExtendedLocations: {
      kind: 'bool',
      choices: ['true', 't', 'yes', 'y', '1', 'false', 'f', 'no', 'n', '0'],
      help: 'Whether to include extended locations.',
    },
  },
  run: async (_, az) => az.arm.list(`${await az.root()}/locations?api-version=2022-12-01`),
});
