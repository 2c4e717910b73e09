import { useState, type ReactNode } from 'react';
import { makeStyles, mergeClasses, SearchBox } from '@fluentui/react-components';
import type { Answer } from '../../api/problem.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { matches } from '../../kit/match.ts';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { useLook } from '../../shell/use-look.ts';

const useStyles = makeStyles({ line: { flexWrap: 'nowrap', whiteSpace: 'nowrap' } });

interface DirectoryTableProps<Row> {
  label: string;
  /** Address under Graph. */
  path: string;
  columns: Column<Row>[];
  /** What is searched. */
  texts(row: Row): (string | null | undefined)[];
  keep?(row: Row): boolean;
  empty: { title: string; says: string };
}

/** Rows of the directory as Graph lists them, with a box that filters. */
export function DirectoryTable<Row extends { id: string }>({
  label,
  path,
  columns,
  texts,
  keep = () => true,
  empty,
}: DirectoryTableProps<Row>) {
  const shared = useShared();
  const [text, setText] = useState('');
  const look = useLook(`directory ${path}`, async (api): Promise<Answer<Row[]>> => {
    const answer = await api.look<{ value: Row[] }>('graph', path);
    return answer.ok ? { ...answer, value: answer.value.value } : answer;
  });
  return (
    <div className={shared.stack}>
      <SearchBox
        placeholder="Search"
        aria-label={`Search ${label}`}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Looked look={look} what={label}>
        {(all) => {
          const mine = all.filter(keep);
          const shown = mine.filter((row) => matches(text, ...texts(row).map((one) => one ?? '')));
          if (mine.length === 0) return <Empty title={empty.title}>{empty.says}</Empty>;
          if (shown.length === 0) return <Empty title={`Nothing matches "${text}"`} />;
          return <Table label={label} columns={columns} rows={shown} keyOf={({ id }) => id} />;
        }}
      </Looked>
    </div>
  );
}

/** An id to read and to copy; `line` keeps it in one. */
export function Id({ id, what, line = false }: { id: string; what: string; line?: boolean }): ReactNode {
  const shared = useShared();
  const styles = useStyles();
  return (
    <span className={mergeClasses(shared.row, line && styles.line)}>
      <span className={shared.mono}>{id}</span>
      <CopyButton text={id} what={what} />
    </span>
  );
}
