import { defineCommand } from './define.ts';

export const version = defineCommand({
  words: 'version',
  summary:
    'Show the versions of Azure CLI modules and extensions in JSON format by default or format configured by --output.',
  parameters: {},
  run: () => ({ 'azure-cli': '2.74.0', 'azure-cli-core': '2.74.0', 'azure-cli-telemetry': '1.1.0', extensions: {} }),
});
