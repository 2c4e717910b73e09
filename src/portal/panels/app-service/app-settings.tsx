import { useState } from 'react';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { at } from '../../api/arm.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { useLook } from '../../shell/use-look.ts';
import type { PanelProps } from '../resources/panel.tsx';
import { EditSetting, type Edited } from './edit-setting.tsx';
import { appliedTo, isChanged, rowsOf, type Draft, type Settings } from './settings-draft.ts';
import { SettingsTable } from './settings-table.tsx';

/** Environment variables of a web app: changes are collected, and applied at once. */
export function AppSettings({ resource, blade }: PanelProps) {
  const shared = useShared();
  const deed = useDeed();
  const [draft, setDraft] = useState<Draft>({});
  const [edited, setEdited] = useState<Edited>();
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const { id, name } = resource;
  const config = `${id}/config/appsettings`;
  const look = useLook(`settings ${id}`, (api) =>
    api.look<{ properties: Settings | null }>('arm', at(`${config}/list`, blade.apiVersion), 'POST'),
  );
  const settings = look.value?.properties ?? {};
  const changed = isChanged(settings, draft);
  const rows = rowsOf(settings, draft);
  const allShown = rows.length > 0 && rows.every((row) => shown.has(row.name));
  const apply = async () => {
    const ask = { method: 'PUT', path: at(config, blade.apiVersion), body: { properties: appliedTo(settings, draft) } };
    const answer = await deed('arm', ask, {
      done: `Updated app settings of '${name}'`,
      failed: `Failed to update app settings of '${name}'`,
      detail: 'The app has started again with them.',
    });
    if (answer.ok) setDraft({});
  };
  const put = (setting: string, value: string | null) => setDraft({ ...draft, [setting]: value });
  const restore = (setting: string) =>
    setDraft(Object.fromEntries(Object.entries(draft).filter(([one]) => one !== setting)));
  return (
    <>
      <p className={shared.says}>
        App settings are environment variables of the program. Who may list them reads every value, so a secret in here
        is no longer one.
      </p>
      <CommandBar
        label="App settings"
        items={[
          {
            id: 'add',
            title: 'Add',
            icon: <AddRegular />,
            disabled: !look.value,
            run: () => setEdited({ name: '', value: '', isNew: true }),
          },
          {
            id: 'values',
            title: allShown ? 'Hide values' : 'Show values',
            icon: allShown ? <EyeOffRegular /> : <EyeRegular />,
            disabled: rows.length === 0,
            run: () => setShown(new Set(allShown ? [] : rows.map((row) => row.name))),
          },
          {
            id: 'apply',
            title: 'Apply',
            icon: <CheckmarkRegular />,
            disabled: !changed,
            primary: changed,
            run: () => setAsked(true),
          },
          { id: 'discard', title: 'Discard', icon: <DismissRegular />, disabled: !changed, run: () => setDraft({}) },
        ]}
      />
      <Looked look={look} what="App settings">
        {() =>
          rows.length === 0 ? (
            <Empty title="No app settings">The program starts with what App Service itself gives it.</Empty>
          ) : (
            <SettingsTable
              rows={rows}
              shown={shown}
              onShow={(setting, on) =>
                setShown(new Set(on ? [...shown, setting] : [...shown].filter((one) => one !== setting)))
              }
              onEdit={(row) => setEdited({ name: row.name, value: row.value, isNew: false })}
              onDelete={(setting) => put(setting, null)}
              onRestore={restore}
            />
          )
        }
      </Looked>
      {edited && (
        <EditSetting
          edited={edited}
          taken={rows.filter(({ state }) => state !== 'deleted').map((row) => row.name)}
          onApply={put}
          onClose={() => setEdited(undefined)}
        />
      )}
      {asked && (
        <Confirm
          title="Save changes"
          yes="Confirm"
          no="Cancel"
          onYes={() => void apply()}
          onClose={() => setAsked(false)}
        >
          Any changes to environment variables will cause your application to restart. Are you sure you want to
          continue?
        </Confirm>
      )}
    </>
  );
}
