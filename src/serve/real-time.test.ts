import { describe, expect, it } from 'vitest';
import { RealTime } from './real-time.ts';

const begun = (rate: number) => {
  const wall = { now: 1_000_000 };
  return { wall, time: new RealTime(rate, () => wall.now, 5_000) };
};

describe('virtual time while serving', () => {
  it.each([
    [1, 3_000, 3_000],
    [60, 3_000, 180_000],
    [0.5, 3_000, 1_500],
    [0, 3_000_000, 0],
    [1, 49, 0],
    [1, 50, 50],
  ])('at rate %d, %d ms on the wall are %d', (rate, passed, due) => {
    const { wall, time } = begun(rate);
    wall.now += passed;
    expect(time.due(5_000)).toBe(due);
  });

  it('what requests have cost has passed', () => {
    const { wall, time } = begun(1);
    wall.now += 1_000;
    expect(time.due(5_600)).toBe(400);
    expect(time.due(9_000)).toBe(0);
  });

  it('is not counted twice while it is being written', async () => {
    const { wall, time } = begun(1);
    wall.now += 1_000;
    let during = -1;
    await time.pass(time.due(5_000), () => Promise.resolve((during = time.due(5_000))));
    expect([during, time.due(6_000)]).toEqual([0, 0]);
  });

  it('goes on from where somebody has moved it to', () => {
    const { wall, time } = begun(1);
    time.jumped(600_000);
    wall.now += 1_000;
    expect(time.due(605_000)).toBe(1_000);
  });

  it('the wall’s clock going back takes nothing back', () => {
    const { wall, time } = begun(1);
    wall.now -= 10_000;
    expect(time.due(5_000)).toBe(0);
  });
});
