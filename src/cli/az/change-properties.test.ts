import { describe, expect, it } from 'vitest';
import { changeProperties, type Changes } from './change-properties.ts';

const thing = { tags: { env: 'dev', team: 'shop' }, logs: [{ enabled: true }, { enabled: true }] };

describe('the changes of an update', () => {
  it.each<[string, Changes, object]>([
    ['sets a member', { set: ['tags.env=prod'] }, { ...thing, tags: { env: 'prod', team: 'shop' } }],
    ['sets in a list', { set: ['logs[1].enabled=false'] }, { ...thing, logs: [{ enabled: true }, { enabled: false }] }],
    ['makes what is not there', { set: ['a.b={"c":1}'] }, { ...thing, a: { b: { c: 1 } } }],
    ['keeps texts on demand', { set: ['a=1'], forceString: true }, { ...thing, a: '1' }],
    ['sets nothing as an empty text', { set: ['a'] }, { ...thing, a: '' }],
    ['adds to a list', { add: ['logs', '{"enabled":false}'] }, { ...thing, logs: [...thing.logs, { enabled: false }] }],
    ['removes a member', { remove: ['tags.env'] }, { ...thing, tags: { team: 'shop' } }],
    ['removes from a list', { remove: ['logs', '0'] }, { ...thing, logs: [{ enabled: true }] }],
  ])('%s', (_, changes, expected) => {
    expect(changeProperties(thing, changes)).toEqual(expected);
  });

  it('refuses to add to what is no list', () => {
    expect(() => changeProperties(thing, { add: ['tags', 'env=prod'] })).toThrow('invalid syntax: `--add');
  });
});
