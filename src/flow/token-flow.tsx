import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import './style/adopt.ts';
import { useDark } from './view/use-theme.ts';
import { Workspace } from './view/workspace.tsx';

export interface TokenFlowProps {
  client: LabSessionClient;
  /** The state after the latest entry: a new one makes the log be read anew. */
  state: SessionState;
  /** The entry to show; undefined shows the list of requests. */
  seq: number | undefined;
  /** Told whenever somebody opens an entry here. */
  onSelect(seq: number): void;
}

/** Fluent's themes in the typeface of the page around. */
const themes = {
  light: { ...webLightTheme, fontFamilyBase: 'inherit' },
  dark: { ...webDarkTheme, fontFamilyBase: 'inherit' },
};

/** Which way each request took, what was checked on it, and who decided: drawn from the log and the machines. */
export function TokenFlow(props: TokenFlowProps) {
  const dark = useDark();
  return (
    <FluentProvider theme={dark ? themes.dark : themes.light} className="tf" data-tenantlab-flow="">
      <Workspace {...props} />
    </FluentProvider>
  );
}
