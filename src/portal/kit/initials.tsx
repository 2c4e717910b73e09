import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  disc: {
    display: 'inline-grid',
    placeItems: 'center',
    flexShrink: 0,
    borderRadius: '50%',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: tokens.fontSizeBase100,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** A person's initials in a disc; always beside the name, so it says nothing of its own. */
export function Initials({ name, size }: { name: string; size: number }) {
  const styles = useStyles();
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? '');
  return (
    <span className={styles.disc} style={{ width: size, height: size }} aria-hidden="true">
      {letters}
    </span>
  );
}
