import { describe, expect, it } from 'vitest';
import { parseXml, readXml } from './xml.ts';

describe('a small XML document', () => {
  it('is read into elements, with texts unescaped and blanks kept', () => {
    const source = '\ufeff<?xml version="1.0"?>\n<List A="1"><Item><Name>a &amp; b</Name><Note /></Item><Item/></List>';
    expect(parseXml(source)).toEqual({
      name: 'List',
      text: '',
      children: [
        {
          name: 'Item',
          text: '',
          children: [
            { name: 'Name', text: 'a & b', children: [] },
            { name: 'Note', text: '', children: [] },
          ],
        },
        { name: 'Item', text: '', children: [] },
      ],
    });
  });

  it.each([[''], ['text'], ['<a>'], ['<a></b>'], ['</a>'], ['<a/><b/>'], ['<a/>b'], ['<a'], ['<!-- --><a/>']])(
    'is none: %s',
    (source) => expect(parseXml(source)).toBeUndefined(),
  );

  it.each([
    ['<Q><M>x</M></Q>', { M: 'x' }],
    ['<Q><M> </M><N/></Q>', { M: ' ', N: '' }],
    ['<Q/>', {}],
    ['<Q>x<M/></Q>', undefined],
    ['<Q><M><N/></M></Q>', undefined],
    ['<P><M/></P>', undefined],
  ])('gives the texts below its root: %s', (source, texts) => {
    const read = readXml(source, 'Q');
    expect(read && { ...read }).toEqual(texts);
  });
});
