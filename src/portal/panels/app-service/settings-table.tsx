import { Badge, Button, Link } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import type { SettingRow } from './settings-draft.ts';

interface SettingsTableProps {
  rows: SettingRow[];
  shown: ReadonlySet<string>;
  onShow(name: string, on: boolean): void;
  onEdit(row: SettingRow): void;
  onDelete(name: string): void;
  onRestore(name: string): void;
}

const marks = { new: 'New', changed: 'Changed', deleted: 'To be deleted' };

/** The settings; values are covered until one asks for them. */
export function SettingsTable({ rows, shown, onShow, onEdit, onDelete, onRestore }: SettingsTableProps) {
  const shared = useShared();
  const columns: Column<SettingRow>[] = [
    {
      title: 'Name',
      cell: (row) => (
        <span className={shared.row}>
          {row.state === 'deleted' ? (
            <s>{row.name}</s>
          ) : (
            <Link as="button" aria-label={`Edit ${row.name}`} onClick={() => onEdit(row)}>
              {row.name}
            </Link>
          )}
          {row.state !== 'same' && (
            <Badge appearance="tint" color={row.state === 'deleted' ? 'danger' : 'informative'}>
              {marks[row.state]}
            </Badge>
          )}
        </span>
      ),
    },
    {
      title: 'Value',
      cell: ({ name, value }) => {
        const on = shown.has(name);
        return (
          <span className={shared.row}>
            <Button
              appearance="subtle"
              size="small"
              icon={on ? <EyeOffRegular /> : <EyeRegular />}
              aria-label={`${on ? 'Hide' : 'Show'} value of ${name}`}
              onClick={() => onShow(name, !on)}
            />
            {on ? <span className={shared.mono}>{value}</span> : <span className={shared.muted}>Show value</span>}
          </span>
        );
      },
    },
    {
      title: 'Delete',
      quiet: true,
      // One button for both: it keeps the focus when it changes its meaning.
      cell: ({ name, state }) => {
        const deleted = state === 'deleted';
        return (
          <Button
            appearance="subtle"
            size="small"
            icon={deleted ? <ArrowUndoRegular /> : <DeleteRegular />}
            aria-label={`${deleted ? 'Keep' : 'Delete'} ${name}`}
            title={deleted ? 'Keep' : 'Delete'}
            onClick={() => (deleted ? onRestore(name) : onDelete(name))}
          />
        );
      },
    },
  ];
  return <Table label="App settings" columns={columns} rows={rows} keyOf={({ name }) => name} />;
}
