import { useEffect, useRef, useState, type DragEvent } from 'react';
import ShellWorker from '#cli/shell/worker.ts?worker';
import { keep, recall } from '#components/page/stored.ts';
import { currentTheme, onTheme } from '#components/page/theme.ts';
import { ShellConsole } from './console.ts';
import { FilesRow } from './files-row.tsx';
import { historyOf, keepHistory } from './history.ts';
import { KeyRow } from './key-row.tsx';
import { withControl } from './keys.ts';
import { openScreen, type Screen } from './screen.ts';
import { shellStore } from './shell-store.ts';
import { downloadOne, save, uploadAll } from './transfer.ts';

interface Props {
  labId: string;
  /** Gives a port of the tenant's worker. */
  port: () => MessagePort;
  visible: boolean;
}

/** Fluent UI moves the focus by itself when Tab is pressed, anywhere on a page that has some of it; here Tab completes. */
const leaveTabAlone = JSON.stringify({ focusable: { ignoreKeydown: { Tab: true } } });

/** The Cloud Shell: a terminal over the shell's own worker, which speaks with the tenant's worker directly. */
export function Terminal({ labId, port, visible }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const parts = useRef<{ screen: Screen; shell: ShellConsole }>(undefined);
  const view = useRef<Screen>(undefined);
  const early = useRef('');
  const [dropping, setDropping] = useState(false);
  const [says, setSays] = useState('');
  const [control, setControl] = useState(false);
  const [reader, setReader] = useState(() => recall('screen-reader') === 'on');
  // Read when a key comes, which is long after this was drawn.
  const held = useRef(control);
  held.current = control;
  const firstPort = useRef(port);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const send = (data: string) => {
      const keys = held.current ? withControl(data) : data;
      if (parts.current) parts.current.shell.type(keys);
      else early.current += keys;
      if (held.current) setControl(false);
    };
    const screen = openScreen({
      place: element,
      theme: currentTheme(),
      screenReader: recall('screen-reader') === 'on',
      onData: send,
      onColumns: (columns) => parts.current?.shell.resize(columns),
    });
    view.current = screen;
    let left = false;
    let shell: ShellConsole | undefined;
    // Typed before the shell is there.
    void shellStore.load(labId).then((snapshot) => {
      if (left) return;
      shell = new ShellConsole({
        screen,
        columns: screen.fit(),
        history: historyOf(labId),
        snapshot,
        makeWorker: () => new ShellWorker(),
        port: firstPort.current,
        keep: (kept) => shellStore.keep(labId, kept),
        offer: save,
        remember: (history) => keepHistory(labId, history),
      });
      parts.current = { screen, shell };
      if (early.current !== '') shell.type(early.current);
    });
    // Not at once: xterm takes a new size badly in the frame in which it comes out of hiding.
    let fitting: ReturnType<typeof setTimeout>;
    const watcher = new ResizeObserver(() => {
      clearTimeout(fitting);
      fitting = setTimeout(screen.fit, 50);
    });
    watcher.observe(element);
    const endTheme = onTheme(screen.setTheme);
    return () => {
      watcher.disconnect();
      clearTimeout(fitting);
      endTheme();
      left = true;
      shell?.dispose();
      screen.dispose();
      parts.current = undefined;
      view.current = undefined;
    };
  }, [labId]);

  useEffect(() => {
    if (!visible) return;
    // Whoever came by pointer wants to type; whoever came by keyboard is still among the tabs.
    const byKeyboard = document.activeElement?.matches(':focus-visible') ?? false;
    if (!byKeyboard && !matchMedia('(pointer: coarse)').matches) view.current?.focus();
  }, [visible]);

  const readAloud = () => {
    const next = !reader;
    setReader(next);
    keep('screen-reader', next ? 'on' : undefined);
    view.current?.setScreenReader(next);
  };
  const upload = (files: readonly File[]) => {
    const shell = parts.current?.shell;
    if (shell && files.length > 0) void uploadAll(files, shell).then(setSays);
  };
  const download = (path: string) => {
    const shell = parts.current?.shell;
    if (shell) void downloadOne(path, shell).then(setSays);
  };
  const dropped = (event: DragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setDropping(false);
    upload([...event.dataTransfer.files]);
  };
  return (
    <div className="terminal">
      <div
        className="terminal-screen"
        ref={place}
        data-tabster={leaveTabAlone}
        data-dropping={dropping || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={dropped}
      />
      <KeyRow
        control={control}
        setControl={setControl}
        send={(data) => parts.current?.shell.type(data)}
        paste={() => void view.current?.paste()}
      />
      <div className="terminal-foot">
        <p>Esc, then Tab leaves the shell.</p>
        <button type="button" className="button quiet step" aria-pressed={reader} onClick={readAloud}>
          Screen reader
        </button>
        <FilesRow upload={upload} download={download} says={says} />
      </div>
    </div>
  );
}
