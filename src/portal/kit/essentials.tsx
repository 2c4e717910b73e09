import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Fact } from '#kernel/blade.ts';
import { nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { usePortal } from '../shell/context.ts';
import { resource as to } from '../shell/route.ts';
import { CopyButton } from './copy-button.tsx';
import { factText, valueAt, withScope } from './facts.ts';
import { narrow, useShared } from './styles.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: '2px 24px',
    margin: 0,
  },
  item: { display: 'grid', gridTemplateColumns: '124px minmax(0, 1fr)', gap: '8px', alignItems: 'baseline' },
  wideList: { gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px 24px' },
  wideItem: {
    gridTemplateColumns: 'minmax(0, 220px) minmax(0, 1fr)',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    minHeight: '28px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px',
    overflowWrap: 'anywhere',
  },
  line: { flexWrap: 'nowrap' },
  text: { minWidth: 0 },
  help: { flexBasis: '100%', margin: '0 0 6px' },
});

interface EssentialsProps {
  resource: object & { id: string };
  facts: Fact[];
  /** In one column, with room for long labels. */
  wide?: boolean;
}

/** The facts of a resource that stand above everything else. */
export function Essentials({ resource, facts, wide = false }: EssentialsProps) {
  const styles = useStyles();
  const shared = useShared();
  const whole = withScope(resource);
  return (
    <dl className={mergeClasses(styles.list, wide && styles.wideList)}>
      {facts.map((fact) => (
        <div key={fact.label} className={mergeClasses(styles.item, wide && styles.wideItem)}>
          <dt className={styles.term}>{fact.label}</dt>
          <dd className={mergeClasses(styles.value, fact.as === 'copy' && !fact.help && styles.line)}>
            <FactValue whole={whole} fact={fact} />
            {fact.help && <span className={mergeClasses(shared.small, shared.muted, styles.help)}>{fact.help}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ whole, fact }: { whole: object; fact: Fact }) {
  const styles = useStyles();
  const { go } = usePortal();
  const text = factText(whole, fact);
  const raw = valueAt(whole, fact.from);
  if (fact.as === 'group' || fact.as === 'resource') {
    const id = fact.as === 'group' ? resourceGroupOf(String(raw)) : typeof raw === 'string' ? raw : undefined;
    if (!id) return <span>{text}</span>;
    return (
      <Link as="button" onClick={() => go(to(id))}>
        {nameOf(id)}
      </Link>
    );
  }
  return (
    <>
      <span className={styles.text}>{text}</span>
      {fact.as === 'copy' && raw !== undefined && <CopyButton text={text} what={fact.label} />}
    </>
  );
}
