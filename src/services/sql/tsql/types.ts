import { NotSimulatedSql, noType, notConverted, SqlRefused, truncated } from '../errors.ts';
import type { Column, Value } from '../models.ts';

const whole: Record<string, number> = { bit: 1, tinyint: 255, smallint: 2 ** 15, int: 2 ** 31, bigint: 2 ** 53 };
const fractions = new Set(['decimal', 'numeric', 'float', 'real', 'money']);
const texts = new Set(['char', 'nchar', 'varchar', 'nvarchar']);
const plain = new Set(['date', 'datetime', 'datetime2', 'datetimeoffset', 'time', 'uniqueidentifier']);
const unlike = new Set([
  'binary',
  'varbinary',
  'xml',
  'json',
  'text',
  'ntext',
  'image',
  'geography',
  'sql_variant',
  'rowversion',
  'vector',
]);

const base = (type: string): string => type.replace(/\(.*/, '');
const sizeOf = (type: string): number => {
  const size = /\((\w+)/.exec(type)?.[1] ?? '1';
  return size === 'max' ? Infinity : Number(size);
};

/** Refuses a type that T-SQL does not have (2715), or that is not simulated. */
export function checkType({ type }: Column, place: number): void {
  const name = base(type);
  if (unlike.has(name)) throw new NotSimulatedSql(`The type ${name}`);
  if (!Object.hasOwn(whole, name) && ![fractions, texts, plain].some((set) => set.has(name)))
    throw new SqlRefused(noType(place, name));
}

function numberOf(value: string | number, name: string): number {
  const text = String(value).trim();
  if (typeof value === 'string' && !/^[-+]?\d*\.?\d*$/.test(text)) throw new SqlRefused(notConverted(value, name));
  const found = Number(text);
  const limit = whole[name];
  if (limit === undefined) return found;
  if (name === 'bit') return found === 0 ? 0 : 1;
  const cut = Math.trunc(found);
  const least = name === 'tinyint' ? 0 : -limit;
  if (cut < least || cut > (name === 'tinyint' ? limit : limit - 1))
    throw new SqlRefused({
      number: 8115,
      state: 2,
      class: 16,
      message: `Arithmetic overflow error converting expression to data type ${name}.`,
    });
  return cut;
}

/** A value as a column keeps it, or a refusal: 245, 2628, 8115. */
export function converted(value: Value, { name, type }: Column, table: string): Value {
  if (value === null) return null;
  const kind = base(type);
  if (Object.hasOwn(whole, kind) || fractions.has(kind)) return numberOf(value, kind);
  const text = String(value);
  const size = sizeOf(type);
  if (texts.has(kind) && text.trimEnd().length > size)
    throw new SqlRefused(truncated(table, name, text.slice(0, size)));
  if (kind === 'uniqueidentifier' && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new SqlRefused({
      number: 8169,
      state: 2,
      class: 16,
      message: 'Conversion failed when converting from a character string to uniqueidentifier.',
    });
  return kind === 'uniqueidentifier' ? text.toUpperCase() : text;
}
