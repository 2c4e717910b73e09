import { useEffect, useRef, useState } from 'react';
import { Combobox, makeStyles, Option, OptionGroup, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { resourceGroups, resources } from '../api/arm.ts';
import { usePortal } from './context.ts';
import { find } from './find.ts';
import { useLook } from './use-look.ts';

const useStyles = makeStyles({
  search: {
    flex: '1 1 200px',
    minWidth: 0,
    maxWidth: '420px',
    '@container portal (max-width: 599px)': { order: 9, flexBasis: '100%', maxWidth: 'none' },
  },
  option: { display: 'block' },
  says: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
});

/** The box of the top bar that leads to services, resources, groups and the directory; Ctrl+/ is its key. */
export function Search() {
  const styles = useStyles();
  const { go, subscription } = usePortal();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const id = subscription?.subscriptionId;
  // Asked only once somebody searches: a portal that is only looked at asks for nothing that it does not show.
  const asked = text && id;
  const all = useLook(asked ? `resources ${id}` : undefined, (api) => resources(api, id ?? ''));
  const groups = useLook(asked ? `groups ${id}` : undefined, (api) => resourceGroups(api, id ?? ''));
  useEffect(() => {
    const toBox = (event: KeyboardEvent): void => {
      if (event.key !== '/' || !(event.ctrlKey || event.metaKey) || !box.current?.offsetParent) return;
      event.preventDefault();
      box.current.focus();
      box.current.select();
    };
    document.addEventListener('keydown', toBox);
    return () => document.removeEventListener('keydown', toBox);
  }, []);
  const found = find(text, { resources: all.value ?? [], groups: groups.value ?? [] });
  const pick = (key: string | undefined): void => {
    const one = found.flatMap((group) => group.found).find((candidate) => candidate.key === key);
    if (!one) return;
    setText('');
    go(one.route);
  };
  return (
    <Combobox
      ref={box}
      className={styles.search}
      freeform
      aria-label="Search resources, services and the directory"
      placeholder="Search (Ctrl+/)"
      expandIcon={<SearchRegular />}
      value={text}
      selectedOptions={[]}
      onChange={(event) => setText(event.target.value)}
      onOptionSelect={(_, { optionValue }) => pick(optionValue)}
    >
      {found.map(({ title, found: options }) => (
        <OptionGroup key={title} label={title}>
          {options.map((one) => (
            <Option key={one.key} value={one.key} text={one.title} checkIcon={null}>
              <span className={styles.option}>
                {one.title}
                {one.says && <span className={styles.says}>{one.says}</span>}
              </span>
            </Option>
          ))}
        </OptionGroup>
      ))}
      {found.length === 0 && (
        <Option disabled text="" checkIcon={null}>
          {text ? `Nothing matches "${text}"` : 'Type the name of a resource, a service or a group.'}
        </Option>
      )}
    </Combobox>
  );
}
