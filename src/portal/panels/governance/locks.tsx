import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import { at, listOf } from '../../api/arm.ts';
import { Confirm } from '../../kit/confirm.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { useDeed } from '../../shell/use-deed.ts';
import { useLook } from '../../shell/use-look.ts';
import { scopeWords } from '../iam/scopes.ts';
import type { PanelProps } from '../resources/panel.tsx';
import { AddLock } from './add-lock.tsx';
import { lockPath, lockVersion } from './lock-address.ts';

interface Lock {
  id: string;
  name: string;
  properties: { level: string; notes?: string };
}

const scopeOf = ({ id }: Lock): string => id.slice(0, id.toLowerCase().lastIndexOf(lockPath.toLowerCase()));

/** The locks that hold here: its own and those of the scopes above. */
export function Locks({ resource: { id: scope } }: PanelProps) {
  const shared = useShared();
  const deed = useDeed();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Lock>();
  const look = useLook(`locks ${scope}`, (api) =>
    listOf<Lock>(api, at(`${scope}${lockPath}`, lockVersion, { $filter: 'atScope()' })),
  );
  const remove = async (lock: Lock) => {
    const words = { done: `Deleted the lock '${lock.name}'.`, failed: `Failed to delete the lock '${lock.name}'` };
    const answer = await deed('arm', { method: 'DELETE', path: at(lock.id, lockVersion) }, words);
    if (answer.ok) look.refresh();
  };
  return (
    <>
      <p className={shared.says}>
        A lock keeps everybody, owners too, from deleting or changing what it is set on. It does not touch the data in
        it.
      </p>
      <Button onClick={() => setAdding(true)}>Add</Button>
      <Looked look={look} what="Locks">
        {(locks) =>
          locks.length === 0 ? (
            <Empty title="This resource has no locks.">Whoever holds a role that allows it may delete it.</Empty>
          ) : (
            <Table<Lock>
              label="Locks"
              rows={locks}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Lock name', cell: ({ name }) => name },
                {
                  title: 'Lock type',
                  cell: ({ properties }) => (properties.level === 'ReadOnly' ? 'Read-only' : 'Delete'),
                },
                { title: 'Scope', cell: (lock) => scopeWords(scopeOf(lock), scope) },
                { title: 'Notes', cell: ({ properties }) => properties.notes ?? '' },
                {
                  title: 'Delete',
                  cell: (lock) => (
                    <Button size="small" aria-label={`Delete ${lock.name}`} onClick={() => setLeaving(lock)}>
                      Delete
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Looked>
      {adding && <AddLock scope={scope} onDone={look.refresh} onClose={() => setAdding(false)} />}
      {leaving && (
        <Confirm title="Delete lock" yes="Yes" onYes={() => void remove(leaving)} onClose={() => setLeaving(undefined)}>
          Do you want to delete the lock '{leaving.name}'?
        </Confirm>
      )}
    </>
  );
}
