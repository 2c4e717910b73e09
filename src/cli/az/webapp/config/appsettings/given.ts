import { CliError } from '../../../errors.ts';
import { isObject, member, parseJson, text, type Json, type JsonObject } from '../../../json.ts';

export interface GivenSettings {
  values: JsonObject;
  /** Settings named by `--slot-settings`, and whether each is to stay with its slot. */
  slots: Map<string, boolean>;
}

/** `NAME=value` pairs, JSON objects, or the JSON that `az webapp config appsettings list` prints. */
export function givenSettings(settings: readonly string[], slotSettings: readonly string[]): GivenSettings {
  const values: JsonObject = {};
  const slots = new Map<string, boolean>();
  const takePair = (name: string, value: Json, isSlot: boolean) => {
    values[name] = value;
    if (isSlot) slots.set(name, true);
  };
  for (const [items, isSlot] of [
    [settings, false],
    [slotSettings, true],
  ] as const) {
    for (const item of items) {
      const json = parseJson(item);
      if (Array.isArray(json)) {
        for (const row of json) {
          const keeps = member(row, 'slotSetting');
          values[text(row, 'name')] = member(row, 'value') ?? null;
          if (keeps !== undefined) slots.set(text(row, 'name'), keeps === true);
          else if (isSlot) slots.set(text(row, 'name'), true);
        }
      } else if (isObject(json)) {
        for (const [name, value] of Object.entries(json)) takePair(name, value, isSlot);
      } else {
        const cut = item.indexOf('=');
        if (cut < 0)
          throw new CliError(
            'The command failed with an unexpected error. Here is the traceback:\nERROR: not enough values to unpack (expected 2, got 1)',
            { hints: ['To check existing issues, please visit: https://github.com/Azure/azure-cli/issues'] },
          );
        takePair(item.slice(0, cut), item.slice(cut + 1), isSlot);
      }
    }
  }
  return { values, slots };
}
