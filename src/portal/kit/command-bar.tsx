import type { ReactElement } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';

export interface BarItem {
  id: string;
  title: string;
  icon?: ReactElement;
  disabled?: boolean;
  /** Marks the one that most come for. */
  primary?: boolean;
  /** Why it is disabled, or more than its title says. */
  hint?: string;
  run(): void;
}

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px',
    paddingBottom: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  button: { minWidth: 'auto', fontWeight: tokens.fontWeightRegular },
});

/** The row of commands above a panel. One that has just been used keeps the focus when it can do nothing more. */
export function CommandBar({ items, label }: { items: BarItem[]; label: string }) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="group" aria-label={label}>
      {items.map(({ id, title, icon, disabled, primary, hint, run }) => (
        <Button
          key={id}
          className={styles.button}
          appearance={primary ? 'primary' : 'subtle'}
          {...(icon && { icon })}
          disabledFocusable={disabled ?? false}
          {...(hint && { title: hint })}
          onClick={run}
        >
          {title}
        </Button>
      ))}
    </div>
  );
}
