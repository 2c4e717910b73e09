import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { usePortal } from './context.ts';
import { crumbsOf } from './route.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    listStyleType: 'none',
    margin: 0,
    padding: '8px 16px 0',
    fontSize: tokens.fontSizeBase200,
  },
  item: { display: 'flex', alignItems: 'center', minHeight: '24px', overflowWrap: 'anywhere' },
  link: { fontSize: tokens.fontSizeBase200, minHeight: '24px' },
  next: { padding: '0 6px', color: tokens.colorNeutralForeground3 },
});

/** The way here, as Azure shows it. */
export function Crumbs() {
  const styles = useStyles();
  const { route, go, subscription } = usePortal();
  const crumbs = crumbsOf(route, subscription?.displayName);
  if (crumbs.length < 2) return null;
  return (
    <nav aria-label="Breadcrumb">
      <ol className={styles.list}>
        {crumbs.map(({ title, to }, at) => (
          <li key={`${at} ${title}`} className={styles.item}>
            {to ? (
              <Link as="button" className={styles.link} onClick={() => go(to)}>
                {title}
              </Link>
            ) : (
              <span aria-current="page">{title}</span>
            )}
            {to && (
              <span className={styles.next} aria-hidden="true">
                &gt;
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
