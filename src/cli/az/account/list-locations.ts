import { implement } from '../implement.ts';

export const accountListLocations = implement('account list-locations', {
  takes: {},
  run: async (_, az) => az.arm.list(`${await az.root()}/locations?api-version=2022-12-01`),
});
