import { FitAddon } from '@xterm/addon-fit';
import { Terminal as XTerm, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

// Contrast of the sixteen colours is at least 4.5 to 1 on their background.
const themes: Record<'light' | 'dark', ITheme> = {
  light: {
    background: '#ffffff',
    foreground: '#1d2126',
    cursor: '#0f5ea8',
    selectionBackground: '#b6d5f2',
    black: '#1d2126',
    red: '#b3261e',
    green: '#0f6b35',
    yellow: '#7a4f00',
    blue: '#0f5ea8',
    magenta: '#8a2d86',
    cyan: '#0b6470',
    white: '#535c66',
    brightBlack: '#535c66',
    brightRed: '#c4302b',
    brightGreen: '#137a3e',
    brightYellow: '#855900',
    brightBlue: '#1468b8',
    brightMagenta: '#96388f',
    brightCyan: '#0e6f7c',
    brightWhite: '#1d2126',
  },
  dark: {
    background: '#15181c',
    foreground: '#e7e9ec',
    cursor: '#6cb6ff',
    selectionBackground: '#2f4c66',
    black: '#a7afb9',
    red: '#ff9c91',
    green: '#6bd08f',
    yellow: '#e8b84c',
    blue: '#6cb6ff',
    magenta: '#e3a0e0',
    cyan: '#6fd3de',
    white: '#e7e9ec',
    brightBlack: '#a7afb9',
    brightRed: '#ffb3aa',
    brightGreen: '#8be0a8',
    brightYellow: '#f2cd78',
    brightBlue: '#93caff',
    brightMagenta: '#efbdec',
    brightCyan: '#97e2ea',
    brightWhite: '#ffffff',
  },
};

/** A terminal on the page: takes keys, shows text. What the keys mean is not its business. */
export interface Screen {
  write(text: string): void;
  /** Fits columns and rows to the place it has; gives the columns. */
  fit(): number;
  focus(): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** Repeats output for screen readers, at some cost. */
  setScreenReader(on: boolean): void;
  /** Pastes from the clipboard, where the browser lets it. */
  paste(): Promise<void>;
  dispose(): void;
}

interface Options {
  place: HTMLElement;
  theme: 'light' | 'dark';
  screenReader: boolean;
  /** Keys and pasted text, as a terminal sends them. */
  onData(data: string): void;
  onColumns(columns: number): void;
}

/**
 * Keys that are not for the shell. Ctrl+C copies where something is selected, and is sent otherwise; the browser pastes by
 * its own event; Tab after Escape leaves the terminal, which else takes Tab for itself.
 */
const ownKeys = (xterm: XTerm) => {
  let leaving = false;
  return (event: KeyboardEvent): boolean => {
    if (event.type !== 'keydown') return true;
    const leaves = leaving && event.key === 'Tab';
    leaving = event.key === 'Escape' || (leaving && event.key === 'Shift');
    if (leaves) return false;
    if (!(event.ctrlKey || event.metaKey)) return true;
    const key = event.key.toLowerCase();
    if (key !== 'c' || !xterm.hasSelection()) return key !== 'v';
    void navigator.clipboard.writeText(xterm.getSelection());
    xterm.clearSelection();
    event.preventDefault();
    return false;
  };
};

/** Projector mode enlarges the letters here; the zoom of the page would not fit xterm's own measuring. */
const fontSize = (): number => (document.documentElement.hasAttribute('data-projector') ? 17 : 13);

/** Puts a terminal into a place of the page. */
export const openScreen = ({ place, theme, screenReader, onData, onColumns }: Options): Screen => {
  const xterm = new XTerm({
    theme: themes[theme],
    screenReaderMode: screenReader,
    fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
    fontSize: fontSize(),
    lineHeight: 1.2,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    scrollback: 5000,
    minimumContrastRatio: 4.5,
  });
  const fitter = new FitAddon();
  xterm.loadAddon(fitter);
  xterm.attachCustomKeyEventHandler(ownKeys(xterm));
  xterm.open(place);
  xterm.onData(onData);
  xterm.onResize(({ cols }) => onColumns(cols));
  return {
    write: (text) => xterm.write(text),
    fit() {
      xterm.options.fontSize = fontSize();
      if (place.clientWidth > 0 && place.clientHeight > 0) fitter.fit();
      return xterm.cols;
    },
    focus: () => xterm.focus(),
    setTheme: (next) => (xterm.options.theme = themes[next]),
    setScreenReader: (on) => (xterm.options.screenReaderMode = on),
    async paste() {
      xterm.paste(await navigator.clipboard.readText().catch(() => ''));
      xterm.focus();
    },
    dispose: () => xterm.dispose(),
  };
};
