/** Which byte of a GUID's text stands where in the sixteen bytes that .NET makes of it. */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** The bytes of a GUID in the order of its text, as AMQP's uuid has them. */
export const guidBytes = (guid: string): Buffer => Buffer.from(guid.replaceAll('-', ''), 'hex');

/** The text of an AMQP uuid. */
export const guidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A lock token as the tag of a delivery: Service Bus writes it in .NET's order of bytes. */
export function lockTag(guid: string): Buffer {
  const bytes = guidBytes(guid);
  return Buffer.from(order.map((at) => bytes[at] ?? 0));
}
