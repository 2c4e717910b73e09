import {
  Menu,
  MenuButton,
  makeStyles,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { Initials } from '../kit/initials.tsx';
import { medium, useShared } from '../kit/styles.ts';
import { usePortal } from './context.ts';

const useStyles = makeStyles({
  button: { maxWidth: '260px', minWidth: 'auto' },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [medium]: { position: 'absolute', clipPath: 'inset(50%)', width: '1px' },
  },
  says: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  popover: { maxWidth: '340px' },
});

/** Who is signed in, and whom else the lab lets the learner be. */
export function AccountMenu() {
  const styles = useStyles();
  const shared = useShared();
  const { api, state } = usePortal();
  const { account, client } = api;
  const switchTo = (user: string) => {
    if (user !== account.userPrincipalName) void client.signIn(user);
  };
  return (
    <Menu
      checkedValues={{ account: [account.userPrincipalName] }}
      onCheckedValueChange={(_, { checkedItems: [user] }) => user !== undefined && switchTo(user)}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          className={styles.button}
          menuIcon={null}
          icon={<Initials name={account.displayName} size={24} />}
        >
          <span className={shared.hidden}>Account: </span>
          <span className={styles.name}>{account.displayName}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Signed in as {account.userPrincipalName}</MenuGroupHeader>
            {state.accounts.map(({ userPrincipalName, displayName, says }) => (
              <MenuItemRadio
                key={userPrincipalName}
                name="account"
                value={userPrincipalName}
                subText={<span className={styles.says}>{says || userPrincipalName}</span>}
              >
                {displayName}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
