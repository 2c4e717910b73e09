import { implement } from '../../implement.ts';

export const adSignedInUserShow = implement('ad signed-in-user show', {
  takes: {},
  run: (_, az) => az.graph.get('/me'),
});
