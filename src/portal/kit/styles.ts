import { makeStyles, tokens } from '@fluentui/react-components';

/** The width of the portal under which tables become cards and menus fold. */
export const narrow = '@container portal (max-width: 560px)';
/** Under which the resource menu stands above the panel instead of beside it. */
export const medium = '@container portal (max-width: 720px)';

/** Styles that most parts share. */
export const useShared = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: '12px', alignItems: 'stretch', minWidth: 0 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', minWidth: 0 },
  says: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
  muted: { color: tokens.colorNeutralForeground3 },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  anywhere: { overflowWrap: 'anywhere' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, lineHeight: '20px' },
  text: { margin: 0 },
  list: { margin: 0, paddingLeft: '20px' },
  form: { display: 'flex', flexDirection: 'column', gap: '16px', maxWidth: '520px' },
  grow: { flexGrow: 1, minWidth: 0 },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** A menu and the panel that it opens, side by side, or one above the other where it is narrow. */
export const useSplit = makeStyles({
  split: {
    display: 'grid',
    gridTemplateColumns: '196px minmax(0, 1fr)',
    alignItems: 'start',
    [medium]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  panel: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '0 16px 32px', minWidth: 0 },
});
