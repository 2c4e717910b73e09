import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { blades } from '../blades.ts';
import { TypeIcon } from '../kit/icons.tsx';
import { usePortal } from './context.ts';

/** What can be made here. */
export function CreateMenu() {
  const { go } = usePortal();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" icon={<AddRegular />}>
          Create
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {blades
            .filter(({ create }) => create)
            .map(({ type, title, icon }) => (
              <MenuItem key={type} icon={<TypeIcon icon={icon} />} onClick={() => go({ at: 'create', type })}>
                {title}
              </MenuItem>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
