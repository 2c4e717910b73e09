import { Fragment, useId, useState } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import type { Blade, MenuEntry } from '#kernel/blade.ts';
import { medium } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { panelKey, resource as to } from '../../shell/route.ts';

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

/** The resource's menu: beside the panel, or folded above it where it is narrow. */
export function ResourceMenu({ id, blade, open }: { id: string; blade: Blade; open: MenuEntry | undefined }) {
  const styles = useStyles();
  const { go } = usePortal();
  const [unfolded, setUnfolded] = useState(false);
  const list = useId();
  return (
    <nav aria-label="Resource menu" className={styles.menu}>
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
        {blade.menu.map((entry, at) => (
          <Fragment key={entry.title}>
            {entry.group && entry.group !== blade.menu[at - 1]?.group && (
              <li className={styles.group}>{entry.group}</li>
            )}
            <li>
              <Button
                appearance="subtle"
                className={mergeClasses(styles.entry, entry === open && styles.open)}
                {...(entry === open && { 'aria-current': 'page' as const })}
                onClick={() => {
                  setUnfolded(false);
                  go(to(id, panelKey(entry.panel, entry.title)));
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
