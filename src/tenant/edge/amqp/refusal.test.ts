import { expect, it } from 'vitest';
import { refusalOf } from './refusal.ts';

const xml = (sentence: string): string => `<Error><Code>0</Code><Detail>${sentence}</Detail></Error>`;

it.each([
  [401, xml('Unauthorized access. &apos;Send&apos; &lt;claim&gt;'), 'amqp:unauthorized-access'],
  [404, xml("The messaging entity 'sb://ns1/q' could not be found."), 'amqp:not-found'],
  [404, xml('The lock supplied is invalid. Either the lock expired, or'), 'com.microsoft:message-lock-lost'],
  [404, xml('Failed to find one or more messages with the sequence numbers'), 'com.microsoft:message-not-found'],
  [403, xml("Messaging entity 'q' is currently disabled."), 'com.microsoft:entity-disabled'],
  [403, xml('The message of 9 bytes exceeds the limit of 8 bytes'), 'amqp:link:message-size-exceeded'],
  [403, xml('The maximum entity size has been reached; the quota'), 'amqp:resource-limit-exceeded'],
  [403, xml('Ip has been prevented to connect'), 'amqp:unauthorized-access'],
  [400, xml('The body is not valid.'), 'amqp:not-allowed'],
  [501, '{"error":{"code":"NotSimulated","message":"No service answers."}}', 'amqp:not-implemented'],
  [0, 'Could not resolve host: ns1.servicebus.windows.net', 'amqp:not-found'],
  [500, 'broken', 'amqp:internal-error'],
])('%i %s is %s', (status, body, condition) => {
  expect(refusalOf({ status, headers: {}, body })).toMatchObject({ condition });
});

it('gives the sentence without its XML', () => {
  const { description } = refusalOf({ status: 401, headers: {}, body: xml("'Send' &lt;a &amp;amp; b&gt;") });
  expect(description).toBe("'Send' <a &amp; b>");
});

it('gives the sentence of a refusal in JSON, and a body of neither kind as it is', () => {
  const of = (body: string) => refusalOf({ status: 501, headers: {}, body }).description;
  expect([of('{"error":{"message":"No service answers."}}'), of('no')]).toEqual(['No service answers.', 'no']);
});
