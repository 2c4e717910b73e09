import { rhea } from './rhea.ts';

/** The body of a message as a request holds it; without `BodyType` it is the text of one data section. */
export interface TextBody {
  Body: string;
  BodyType?: 'base64' | 'amqp';
}

interface Section {
  typecode: number;
  content: unknown;
  multiple?: boolean;
}

const dataSection = 0x75;
const isData = (body: unknown): body is Section => (body as Section | undefined)?.typecode === dataSection;

/** The bytes of a body's data sections, or undefined when it is a value or a sequence. */
export const sectionsOf = (body: unknown): Buffer[] | undefined =>
  isData(body) ? ((body.multiple ? body.content : [body.content]) as Buffer[]) : undefined;

/** AMQP body to text: bytes that are UTF-8 as such, others in base64; a value or a sequence as its encoded section. */
export function bodyToText(body: unknown): TextBody {
  const sections = sectionsOf(body);
  if (!sections) return { Body: rhea.message.encode({ body }).toString('base64'), BodyType: 'amqp' };
  const bytes = Buffer.concat(sections);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { Body: text }
    : { Body: bytes.toString('base64'), BodyType: 'base64' };
}

export function bodyFromText({ Body, BodyType }: TextBody): unknown {
  if (BodyType === 'amqp') return rhea.message.decode(Buffer.from(Body, 'base64')).body as unknown;
  return rhea.message.data_section(Buffer.from(Body, BodyType === 'base64' ? 'base64' : 'utf8')) as unknown;
}
