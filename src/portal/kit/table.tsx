import type { ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { narrow } from './styles.ts';

export interface Column<Row> {
  title: string;
  /** Kept for screen readers where the cells speak for themselves (buttons). */
  quiet?: boolean;
  cell(row: Row): ReactNode;
  width?: string;
}

const line = `1px solid ${tokens.colorNeutralStroke2}`;

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [narrow]: { display: 'block' } },
  head: { [narrow]: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' } },
  body: { [narrow]: { display: 'flex', flexDirection: 'column', gap: '8px' } },
  headCell: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    padding: '6px 12px 6px 0',
    borderBottom: line,
    whiteSpace: 'nowrap',
  },
  row: {
    ':hover': { backgroundColor: tokens.colorNeutralBackground2 },
    [narrow]: {
      display: 'flex',
      flexDirection: 'column',
      gap: '2px',
      border: line,
      borderRadius: tokens.borderRadiusMedium,
      padding: '8px 12px',
    },
  },
  group: { ':hover': { backgroundColor: 'transparent' }, [narrow]: { border: 'none', padding: '8px 0 0' } },
  groupCell: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    padding: '12px 0 4px',
    borderBottom: line,
    [narrow]: { padding: '4px 0', borderBottom: 'none' },
  },
  cell: {
    padding: '2px 12px 2px 0',
    height: '32px',
    borderBottom: line,
    verticalAlign: 'middle',
    textAlign: 'left',
    fontWeight: 'inherit',
    overflowWrap: 'break-word',
    [narrow]: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '0 8px',
      height: 'auto',
      padding: '1px 0',
      borderBottom: 'none',
      ':empty': { display: 'none' },
      '::before': {
        content: 'attr(data-label)',
        color: tokens.colorNeutralForeground3,
        fontSize: tokens.fontSizeBase200,
        flexBasis: '116px',
        flexShrink: 0,
      },
    },
  },
  first: { [narrow]: { fontWeight: tokens.fontWeightSemibold, '::before': { content: 'none' } } },
  quiet: { [narrow]: { '::before': { content: 'none' } } },
  hidden: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' },
});

interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
  /** Rows that follow each other under one heading. */
  groupOf?(row: Row): string;
}

/** A table that becomes a list of cards where it is narrow; the roles are said because `display` takes them away. */
export function Table<Row>({ label, columns, rows, keyOf, groupOf }: TableProps<Row>) {
  const styles = useStyles();
  const body: ReactNode[] = [];
  let group: string | undefined;
  for (const row of rows) {
    const next = groupOf?.(row);
    if (next !== undefined && next !== group) {
      group = next;
      body.push(
        <tr key={`group ${next}`} role="row" className={mergeClasses(styles.row, styles.group)}>
          <th role="rowheader" scope="rowgroup" colSpan={columns.length} className={styles.groupCell}>
            {next}
          </th>
        </tr>,
      );
    }
    body.push(
      <tr key={keyOf(row)} role="row" className={styles.row}>
        {columns.map(({ title, quiet, cell }, at) => {
          const Cell = at === 0 ? 'th' : 'td';
          const look = mergeClasses(styles.cell, at === 0 && styles.first, quiet && styles.quiet);
          return (
            <Cell
              key={title}
              role={at === 0 ? 'rowheader' : 'cell'}
              {...(at === 0 && { scope: 'row' })}
              className={look}
              data-label={title}
            >
              {cell(row)}
            </Cell>
          );
        })}
      </tr>,
    );
  }
  return (
    <table role="table" aria-label={label} className={styles.table}>
      <thead role="rowgroup" className={styles.head}>
        <tr role="row">
          {columns.map(({ title, quiet, width }) => (
            <th
              key={title}
              role="columnheader"
              scope="col"
              className={styles.headCell}
              {...(width && { style: { width } })}
            >
              {quiet ? <span className={styles.hidden}>{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.body}>
        {body}
      </tbody>
    </table>
  );
}
