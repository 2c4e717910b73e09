import { Fragment, useId, useState } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { medium } from '../../kit/styles.ts';

const useStyles = makeStyles({
  menu: { padding: '0 8px 16px', [medium]: { padding: '0 16px 12px' } },
  toggle: { display: 'none', [medium]: { display: 'inline-flex', width: '100%', justifyContent: 'space-between' } },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: '1px' },
  folded: { [medium]: { display: 'none' } },
  group: {
    padding: '12px 8px 4px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  entry: {
    width: '100%',
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    minHeight: '32px',
    padding: '4px 8px',
    textAlign: 'left',
  },
  open: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
});

interface Entry {
  title: string;
  group?: string;
}

interface ResourceMenuProps<One extends Entry> {
  label?: string;
  entries: readonly One[];
  open: One | undefined;
  onOpen(entry: One): void;
}

/** The menu of a resource or of the directory: beside the panel, or folded above it where it is narrow. */
export function ResourceMenu<One extends Entry>({
  label = 'Resource menu',
  entries,
  open,
  onOpen,
}: ResourceMenuProps<One>) {
  const styles = useStyles();
  const [unfolded, setUnfolded] = useState(false);
  const list = useId();
  return (
    <nav aria-label={label} className={styles.menu}>
      <Button
        className={styles.toggle}
        aria-expanded={unfolded}
        aria-controls={list}
        icon={unfolded ? <ChevronUpRegular /> : <ChevronDownRegular />}
        iconPosition="after"
        onClick={() => setUnfolded(!unfolded)}
      >
        {open?.title ?? 'Menu'}
      </Button>
      <ul id={list} className={mergeClasses(styles.list, !unfolded && styles.folded)}>
        {entries.map((entry, at) => (
          <Fragment key={entry.title}>
            {entry.group && entry.group !== entries[at - 1]?.group && <li className={styles.group}>{entry.group}</li>}
            <li>
              <Button
                appearance="subtle"
                className={mergeClasses(styles.entry, entry === open && styles.open)}
                {...(entry === open && { 'aria-current': 'page' as const })}
                onClick={() => {
                  setUnfolded(false);
                  onOpen(entry);
                }}
              >
                {entry.title}
              </Button>
            </li>
          </Fragment>
        ))}
      </ul>
    </nav>
  );
}
