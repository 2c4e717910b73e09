import { implement } from './implement.ts';

export const version = implement('version', {
  takes: {},
  run: () => ({ 'azure-cli': '2.74.0', 'azure-cli-core': '2.74.0', 'azure-cli-telemetry': '1.1.0', extensions: {} }),
});
