import { expect, it } from 'vitest';
import { recall, recallReasons, remember, rememberReasons, room, taken, type Reasons } from './remembered.ts';

const told = {};
const reasons = (caller: number, what: number, allowed: boolean): Reasons => ({
  caller,
  what,
  told,
  allowed,
  verdict: allowed ? 'allowed' : 'no-role',
  principalId: String(caller),
  groups: [],
  scopesWalked: [],
  assignments: [],
  denies: [],
});

it('An answer is given again to the same caller about the same thing, and to nobody else', () => {
  remember(7, 2 << 13, true);
  remember(7, 4 << 13, false);
  expect([recall(7, 2 << 13), recall(7, 4 << 13), recall(8, 2 << 13), recall(7, (2 << 13) | 2)]).toEqual([
    1, 0, -1, -1,
  ]);
  rememberReasons(reasons(7, 2 << 13, true));
  expect(recallReasons(7, 2 << 13, told)?.allowed).toBe(true);
  expect(recallReasons(7, 2 << 13, {})).toBeUndefined();
  expect(recallReasons(8, 2 << 13, told)).toBeUndefined();
});

const what = (n: number): number => ((n % 16_000) + 1) << 13;

it('However much is asked, no more is kept than there is room for, and nothing is mistaken for another', () => {
  const asked = room.plain * 3;
  const answer = (n: number): boolean => n % 3 === 0;
  for (let n = 1; n <= asked; n += 1) remember(n, what(n), answer(n));
  for (let n = 1; n <= room.full * 3; n += 1) rememberReasons(reasons(n, what(n), answer(n)));
  // A line that happens to be met seldom may have a place left.
  const { plain, full } = taken();
  expect(plain).toBeGreaterThan(room.plain * 0.999);
  expect(full).toBeGreaterThan(room.full * 0.999);
  let known = 0;
  for (let n = 1; n <= asked; n += 1) {
    const said = recall(n, what(n));
    if (said < 0) continue;
    known += 1;
    if ((said === 1) !== answer(n)) throw new Error(`${n} was answered as another`);
  }
  expect(known).toBeGreaterThan(plain - 10);
  for (let n = 1; n <= room.full * 3; n += 1) {
    const said = recallReasons(n, what(n), told);
    if (said && (said.allowed !== answer(n) || said.principalId !== String(n))) throw new Error(`${n} as another`);
  }
});
