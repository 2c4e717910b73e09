import { useMemo } from 'react';
import { FluentProvider, makeStyles, tokens, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import { Api } from './api/api.ts';
import type { PortalClient } from './api/client.ts';
import { Inside } from './shell/inside.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { useTheme } from './shell/use-theme.ts';

/** Fluent's themes in the page's own typefaces. */
const typefaces = {
  fontFamilyBase: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
};
const themes = { light: { ...webLightTheme, ...typefaces }, dark: { ...webDarkTheme, ...typefaces } };

/** Not a class: the provider gives its classes to everything that is shown over the page, too. */
const whole = { height: '100%' };

const useStyles = makeStyles({
  portal: {
    containerType: 'inline-size',
    containerName: 'portal',
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: 0,
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
});

export interface PortalProps {
  client: LabSessionClient;
  state: SessionState;
  /** Where to stand: an address that the portal gave before, or none. */
  address: string;
  onAddress(address: string): void;
  /** Opens the token flow of an entry of the action log. */
  onOpenFlow(seq: number): void;
}

/** The portal of the tenant. It fills its parent, from 390 pixels on, and follows the page's theme. */
export function Portal({ client, state, address, onAddress, onOpenFlow }: PortalProps) {
  const styles = useStyles();
  const theme = useTheme();
  const portalClient: PortalClient = client;
  const { account } = state;
  const refreshToken = account?.refreshToken;
  // The account comes as a new object with every state; the sign-in is what makes it another.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const api = useMemo(() => account && new Api(portalClient, account), [portalClient, refreshToken]);
  return (
    <FluentProvider theme={themes[theme]} style={whole}>
      <div className={styles.portal} data-portal>
        {api ? (
          <Inside
            key={state.labId}
            api={api}
            state={state}
            address={address}
            onAddress={onAddress}
            onOpenFlow={onOpenFlow}
          />
        ) : (
          <SignIn client={portalClient} state={state} />
        )}
      </div>
    </FluentProvider>
  );
}
