import { beforeEach, describe, expect, it } from 'vitest';
import { elementOf, elementsOf, Fixture, start, type Answer } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture().furnish();
});

const message = (text: string): string => `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`;
const send = (method: string, path: string, body?: string): Answer => at.queue(method, path, undefined, body);
const post = (text: string, query = ''): Answer => send('POST', `/qu1/messages${query}`, message(text));
const texts = (answer: Answer): string[] => elementsOf(answer, 'MessageText');
const of = (answer: Answer, name: string): string => elementOf(answer, name) ?? '';
const later = (seconds: number): void => void (at.now = start + seconds * 1000);

describe('a queue', () => {
  it.each([
    ['PUT', '/qu2', 201, ''],
    ['PUT', '/qu1', 204, ''],
    ['DELETE', '/qu1', 204, ''],
    ['DELETE', '/none', 404, 'QueueNotFound'],
    ['GET', '/none?comp=metadata', 404, 'QueueNotFound'],
    ['GET', '/none/messages', 404, 'QueueNotFound'],
    ['GET', '/qu1?comp=acl', 501, 'NotSimulated'],
    ['PUT', '/Qu2', 400, 'InvalidResourceName'],
  ])('%s %s => %s %s', (method, path, status, code) => {
    expect(send(method, path)).toMatchObject({ status, code });
  });

  it('counts its messages and goes with them', () => {
    post('a');
    expect(send('GET', '/qu1?comp=metadata').headers['x-ms-approximate-messages-count']).toBe('1');
    send('DELETE', '/qu1');
    send('PUT', '/qu1');
    expect(texts(send('GET', '/qu1/messages'))).toEqual([]);
    expect(elementsOf(send('GET', '/?comp=list'), 'Name')).toEqual(['qu1']);
  });
});

describe('a message', () => {
  it('is taken for as long as its taker says, and comes back', () => {
    post('one');
    post('two');
    const taken = send('GET', '/qu1/messages?visibilitytimeout=10');
    expect([texts(taken), of(taken, 'DequeueCount')]).toEqual([['one'], '1']);
    expect(texts(send('GET', '/qu1/messages?numofmessages=32&visibilitytimeout=5'))).toEqual(['two']);
    later(5);
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual(['two']);
    later(10);
    const again = send('GET', '/qu1/messages');
    expect([texts(again), of(again, 'DequeueCount')]).toEqual([['one'], '2']);
    const path = `/qu1/messages/${of(taken, 'MessageId')}`;
    expect(send('DELETE', `${path}?popreceipt=${encodeURIComponent(of(taken, 'PopReceipt'))}`)).toMatchObject({
      status: 400,
      code: 'PopReceiptMismatch',
    });
    expect(send('DELETE', `${path}?popreceipt=${encodeURIComponent(of(again, 'PopReceipt'))}`).status).toBe(204);
    expect(send('DELETE', `${path}?popreceipt=x`)).toMatchObject({ status: 404, code: 'MessageNotFound' });
  });

  it('is held longer and given another text by its taker alone', () => {
    const put = post('one');
    const path = `/qu1/messages/${of(put, 'MessageId')}`;
    const receipt = encodeURIComponent(of(put, 'PopReceipt'));
    const changed = send('PUT', `${path}?popreceipt=${receipt}&visibilitytimeout=20`, message('two'));
    expect(changed).toMatchObject({
      status: 204,
      headers: { 'x-ms-time-next-visible': 'Mon, 23 Nov 2026 09:00:20 GMT' },
    });
    expect(send('PUT', `${path}?popreceipt=${receipt}&visibilitytimeout=0`)).toMatchObject({
      code: 'PopReceiptMismatch',
    });
    later(19);
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual([]);
    later(20);
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual(['two']);
  });

  it.each([
    ['?messagettl=10', 9, ['m'], 10, []],
    ['?visibilitytimeout=5', 4, [], 5, ['m']],
    ['?messagettl=-1', 0, ['m'], 3_000_000, ['m']],
    ['', 604_799, ['m'], 604_800, []],
  ])('put with "%s" is seen after %s s: %j, after %s s: %j', (query, first, before, second, after) => {
    post('m', query);
    later(first);
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual(before);
    later(second);
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual(after);
  });

  it('keeps its letters on the way through XML', () => {
    send(
      'POST',
      '/qu1/messages',
      '<?xml version="1.0"?>\n<QueueMessage>\n<MessageText>a &lt;b&gt; &amp; &#233;</MessageText></QueueMessage>',
    );
    expect(texts(send('GET', '/qu1/messages?peekonly=true'))).toEqual(['a &lt;b&gt; &amp; é']);
  });

  it.each([
    ['POST', '', 'no xml', 400, 'InvalidXmlDocument'],
    ['POST', '', '<QueueMessage></QueueMessage>', 400, 'InvalidXmlDocument'],
    ['POST', '', message('x'.repeat(65_537)), 413, 'RequestBodyTooLarge'],
    ['POST', '?messagettl=0', message('x'), 400, 'InvalidQueryParameterValue'],
    ['POST', '?visibilitytimeout=604801', message('x'), 400, 'OutOfRangeQueryParameterValue'],
    ['POST', '?messagettl=10&visibilitytimeout=10', message('x'), 400, 'InvalidQueryParameterValue'],
    ['GET', '?numofmessages=33', undefined, 400, 'OutOfRangeQueryParameterValue'],
    ['GET', '?visibilitytimeout=0', undefined, 400, 'OutOfRangeQueryParameterValue'],
    ['DELETE', '/x', undefined, 400, 'MissingRequiredQueryParameter'],
    ['PUT', '/x?popreceipt=y', undefined, 400, 'MissingRequiredQueryParameter'],
  ])('%s %s %s => %s %s', (method, path, body, status, code) => {
    expect(send(method, `/qu1/messages${path}`, body)).toMatchObject({ status, code });
  });

  it('goes with all others when the queue is emptied', () => {
    for (const text of ['a', 'b']) post(text);
    expect(send('DELETE', '/qu1/messages').status).toBe(204);
    expect(texts(send('GET', '/qu1/messages?peekonly=true&numofmessages=32'))).toEqual([]);
  });
});
