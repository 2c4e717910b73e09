import { NotSimulatedSql, notConverted, notConvertedType, overflow, SqlRefused, truncated } from '../errors.ts';
import type { Column, Value } from '../models.ts';

const whole: Record<string, [least: number, most: number]> = {
  bit: [0, 1],
  tinyint: [0, 255],
  smallint: [-(2 ** 15), 2 ** 15 - 1],
  int: [-(2 ** 31), 2 ** 31 - 1],
  bigint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};
const names =
  'bit tinyint smallint int bigint decimal numeric float char nchar varchar nvarchar date datetime datetime2 uniqueidentifier'.split(
    ' ',
  );

const base = (type: string): string => type.replace(/\(.*/, '');
/** The numbers in parentheses behind a type. */
const sizes = (type: string): string[] => /\((.*)\)/.exec(type)?.[1]?.split(',') ?? [];

/** Refuses a column of a type that is not simulated. */
export function checkType({ type }: Column): void {
  if (!names.includes(base(type))) throw new NotSimulatedSql(`The type ${base(type)}`);
}

function wholeOf(value: string | number, kind: string, [least, most]: [number, number]): number {
  if (kind === 'bit') {
    const text = String(value).toLowerCase();
    if (text === 'true' || text === 'false') return text === 'true' ? 1 : 0;
  }
  if (typeof value === 'string' && !/^\s*[-+]?\d*\s*$/.test(value)) throw new SqlRefused(notConverted(value, kind));
  const found = Math.trunc(Number(value));
  if (kind === 'bit') return found ? 1 : 0;
  if (found < least || found > most) throw new SqlRefused(overflow(kind));
  return found;
}

function fractionOf(value: string | number, kind: string, scale: number | undefined): number {
  const name = kind === 'float' ? kind : 'numeric';
  if (!/^\s*[-+]?(?:\d+\.?\d*|\.\d+)\s*$/.test(String(value))) throw new SqlRefused(notConvertedType(name));
  const found = Number(value);
  // Rounded in decimal digits, away from zero, as the engine does it.
  const rounded =
    scale === undefined ? found : Number(`${Math.round(Number(`${Math.abs(found)}e${scale}`))}e-${scale}`);
  return Math.sign(found) * Math.abs(rounded);
}

function timeOf(value: string | number, kind: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(String(value));
  if (!found) throw new NotSimulatedSql('A date that is not written as yyyy-mm-dd');
  return kind === 'date' ? (found[1] ?? '') : `${found[1]}T${found[2] ?? '00:00:00'}`;
}

/** A value as a column keeps it, or a refusal: 245, 2628, 8114, 8115, 8169. */
export function converted(value: Value, { name, type }: Column, table: string): Value {
  if (value === null) return null;
  const kind = base(type);
  const [first = '1', second = '0'] = sizes(type);
  const range = whole[kind];
  if (range) return wholeOf(value, kind, range);
  if (kind === 'float') return fractionOf(value, kind, undefined);
  if (kind === 'decimal' || kind === 'numeric') return fractionOf(value, kind, Number(second));
  if (kind.startsWith('date')) return timeOf(value, kind);
  const text = String(value);
  if (kind === 'uniqueidentifier') {
    if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toUpperCase();
    throw new SqlRefused({
      ...notConvertedType(''),
      number: 8169,
      state: 2,
      message: 'Conversion failed when converting from a character string to uniqueidentifier.',
    });
  }
  const size = first === 'max' ? Infinity : Number(first);
  if (text.trimEnd().length > size) throw new SqlRefused(truncated(table, name, text.slice(0, size)));
  return text;
}
