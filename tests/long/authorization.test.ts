import { it } from 'vitest';
import { expectEqual } from '../authorization/equal.ts';

it('The decision and its slow second implementation agree in 100,000 generated cases', () => {
  expectEqual('long', 100_000);
});
