import { defineCommand } from '../../define.ts';

export const adSignedInUserShow = defineCommand({
  words: 'ad signed-in-user show',
  summary: 'Get the details for the currently logged-in user.',
  tenantLevel: true,
  parameters: {},
  run: (_, az) => az.graph.get('/me'),
});
