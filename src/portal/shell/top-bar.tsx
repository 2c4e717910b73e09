import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { AccountMenu } from './account-menu.tsx';
import { usePortal } from './context.ts';
import { CreateMenu } from './create-menu.tsx';
import { Notifications } from './notifications.tsx';
import { Search } from './search.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px',
    padding: '4px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    flexShrink: 0,
  },
  space: { flexGrow: 1 },
});

/** Home, create, search, notifications, account. */
export function TopBar() {
  const styles = useStyles();
  const { go } = usePortal();
  return (
    <div className={styles.bar} role="group" aria-label="Portal">
      <Button appearance="subtle" icon={<HomeRegular />} onClick={() => go({ at: 'home' })}>
        Home
      </Button>
      <CreateMenu />
      <Search />
      <span className={styles.space} />
      <Notifications />
      <AccountMenu />
    </div>
  );
}
