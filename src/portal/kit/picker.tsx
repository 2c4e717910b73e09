import { useId, useState } from 'react';
import { Checkbox, makeStyles, mergeClasses, Radio, RadioGroup, SearchBox, tokens } from '@fluentui/react-components';
import { matches } from './match.ts';
import { Empty } from './empty.tsx';
import { Modal } from './modal.tsx';
import { useShared } from './styles.ts';

export interface PickItem {
  id: string;
  title: string;
  says?: string;
}

const useStyles = makeStyles({
  list: {
    maxHeight: '40vh',
    minHeight: '120px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '4px',
  },
  items: { display: 'flex', flexDirection: 'column' },
  says: { display: 'block' },
});

interface PickerProps {
  title: string;
  label: string;
  action: string;
  items: PickItem[];
  /** Several can be chosen. */
  many?: boolean;
  empty?: string;
  onPick(ids: string[]): void;
  onClose(): void;
}

/** Choosing from a list in a dialog: search, then radio buttons or check boxes. */
export function Picker({
  title,
  label,
  action,
  items,
  many = false,
  empty = 'Nothing to choose from',
  onPick,
  onClose,
}: PickerProps) {
  const styles = useStyles();
  const shared = useShared();
  const group = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const shown = items.filter((item) => matches(text, item.title, item.says));
  const labelOf = (item: PickItem) => (
    <>
      {item.title}
      {item.says && (
        <span className={mergeClasses(styles.says, shared.small, shared.muted, shared.anywhere)}>{item.says}</span>
      )}
    </>
  );
  const pick = () => {
    onPick(chosen);
    onClose();
  };
  return (
    <Modal title={title} action={{ title: action, disabled: chosen.length === 0 }} onAction={pick} onClose={onClose}>
      <SearchBox aria-label={label} placeholder={label} value={text} onChange={(_, { value }) => setText(value)} />
      <div className={styles.list}>
        {shown.length === 0 && <Empty title={items.length ? `Nothing matches "${text}"` : empty} />}
        {many ? (
          <div role="group" aria-label={title} className={styles.items}>
            {shown.map((item) => (
              <Checkbox
                key={item.id}
                checked={chosen.includes(item.id)}
                label={labelOf(item)}
                onChange={(_, { checked }) =>
                  setChosen(checked ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))
                }
              />
            ))}
          </div>
        ) : (
          <RadioGroup
            aria-label={title}
            name={group}
            value={chosen[0] ?? ''}
            onChange={(_, { value }) => setChosen([value])}
          >
            {shown.map((item) => (
              <Radio key={item.id} value={item.id} label={labelOf(item)} />
            ))}
          </RadioGroup>
        )}
      </div>
    </Modal>
  );
}
