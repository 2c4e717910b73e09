import { useEffect, useRef, type ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { BladeIcon } from '#kernel/blade.ts';
import { TypeIcon } from './icons.tsx';
import { useShared } from './styles.ts';

const useStyles = makeStyles({
  head: { display: 'flex', gap: '10px', alignItems: 'flex-start', padding: '4px 16px 12px' },
  icon: { color: tokens.colorBrandForeground1, paddingTop: '3px', flexShrink: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    scrollMarginTop: '96px',
    outlineOffset: '2px',
  },
  panel: { fontWeight: tokens.fontWeightRegular },
});

interface FrameProps {
  icon?: BladeIcon;
  title: string;
  /** The part of the blade that is open: Azure writes `app-web | Identity`. */
  part?: string;
  subtitle?: string;
  /** Changes when another blade opens: its heading then takes the focus. */
  id: string;
  children: ReactNode;
}

/** A blade: its heading and what is under it. */
export function Frame({ icon, title, part, subtitle, id, children }: FrameProps) {
  const styles = useStyles();
  const shared = useShared();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // The first blade does not pull the reader of the page into the portal.
    if (!first.current || document.activeElement?.closest('[data-portal]')) heading.current?.focus();
    first.current = false;
  }, [id]);
  return (
    <>
      <header className={styles.head}>
        {icon && (
          <span className={styles.icon}>
            <TypeIcon icon={icon} size={24} />
          </span>
        )}
        <div>
          <h2 ref={heading} tabIndex={-1} className={styles.title} data-blade-heading>
            {title}
            {part && <span className={styles.panel}> | {part}</span>}
          </h2>
          {subtitle && <span className={shared.muted}>{subtitle}</span>}
        </div>
      </header>
      {children}
    </>
  );
}
