// Which room may import which, and what the pure rooms may not call. tests/layers.test.ts holds the repository to it.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Rooms from the ground up; a room imports from lower levels only, never from a neighbour on its own level. */
export const levels: string[][] = [
  ['kernel'],
  ['services'],
  ['tenant'],
  ['cli', 'code', 'iac', 'insight', 'lab'],
  ['grader'],
  ['portal', 'flow', 'serve', 'classroom'],
  ['content', 'components', 'layouts', 'pages', 'styles'],
];

/** Astro's own rooms are one level, yet use each other: a page has a layout, a layout has components. */
const together = new Set(levels.at(-1));
const levelOf = (room: string) => levels.findIndex((rooms) => rooms.includes(room));

export interface SourceFile {
  /** Path from the top of the repository, with forward slashes. */
  path: string;
  text: string;
}

const SOURCE = /\.(ts|tsx|mts|js|mjs|astro|mdx)$/;
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** Every source file under the given folders of the repository. Folders that are not there yet count as empty. */
export const sourceFiles = (root: string, folders: string[]): SourceFile[] =>
  folders.flatMap((folder) => {
    const start = join(root, folder);
    let entries;
    try {
      entries = readdirSync(start, { recursive: true, withFileTypes: true });
    } catch {
      return [];
    }
    return entries
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((full) => ({ path: relative(root, full).split(sep).join('/'), text: readFileSync(full, 'utf8') }))
      .filter(({ path }) => !path.startsWith('src/public/'));
  });

/** The text without comments; strings stay, since import specifiers are strings. Good enough for sources that prettier has formatted. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '$1');

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)(['"`])((?:#|\.{1,2}\/)[^'"`\n]*)\1/g;

/** Import specifiers of ours in a file: subpath imports and relative paths, static, dynamic and `new URL(...)`. */
export const specifiersOf = (file: SourceFile): string[] =>
  [...withoutComments(file.text).matchAll(IMPORT)].map(([, , specifier = '']) => specifier);

/** The place in the repository that a specifier of ours means: '#kernel/x.ts' and '../kernel/x.ts' are both 'src/kernel/x.ts'. */
export const targetOf = (file: SourceFile, specifier: string): string => {
  const subpath = /^#([^/]+)\/(.*)$/.exec(specifier);
  if (subpath !== null) return subpath[1] === 'labs' ? `labs/${subpath[2]}` : `src/${subpath[1]}/${subpath[2]}`;
  return relative('/', resolve('/', dirname(file.path), specifier))
    .split(sep)
    .join('/');
};

/** Room of a path: 'kernel' for src/kernel/..., 'labs' for labs/..., '' for what lies beside the rooms. */
export const roomOf = (path: string): string => {
  const [top = '', room = '', rest] = path.split('/');
  if (top === 'labs') return 'labs';
  return top === 'src' && rest !== undefined ? room : '';
};

const REGISTRY = 'src/services/registry.ts';
const serviceOf = (path: string) => /^src\/services\/([^/]+)\//.exec(path)?.[1];

/** Why this import is not allowed; undefined where it is. Tests of a room may look at any lower or equal level, and at labs. */
export const objection = (file: SourceFile, specifier: string): string | undefined => {
  const target = targetOf(file, specifier);
  const [from, to] = [roomOf(file.path), roomOf(target)];
  if (from === to) {
    const [own, other] = [serviceOf(file.path), serviceOf(target)];
    const crosses = from === 'services' && own !== undefined && other !== undefined && own !== other;
    if (crosses) return 'a service never imports another: it sends a request';
    const gathers = from === 'services' && own === undefined && other !== undefined;
    if (gathers && file.path !== REGISTRY && !isTest(file.path)) return `only ${REGISTRY} gathers the services`;
    return undefined;
  }
  if (from === 'tools' || from === '') return undefined;
  if (together.has(from) && together.has(to)) return undefined;
  if (specifier.startsWith('.')) return 'a path out of the room; use a subpath import (#room/file.ts)';
  if (from === 'labs') return ['kernel', 'lab'].includes(to) ? undefined : 'a lab imports only #lab and #kernel';
  if (isTest(file.path) && to === 'tools') return undefined;
  if (to === 'labs') return levelOf(from) >= levelOf('grader') || isTest(file.path) ? undefined : 'labs are handed in';
  if (levelOf(from) < 0) return `${from} is not a room that the rules know`;
  if (levelOf(to) < 0)
    return levelOf(from) === levels.length - 1 && to === 'tools' ? undefined : `${to} is not a room to import`;
  return levelOf(to) < levelOf(from)
    ? undefined
    : `${from} may not import ${to}: imports point from the pages to the kernel`;
};

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bset(?:Timeout|Interval)\b|\bperformance\.now\b|(?<![.\w])fetch\(/g;
const PURE = /^src\/(?:kernel\/|services\/|tenant\/(?!edge\/)|lab\/)/;

/** What a file of the pure core calls although the fold must give the same in every place and at every time. */
export const impurities = (file: SourceFile): string[] => {
  if (!PURE.test(file.path) || isTest(file.path)) return [];
  const code = withoutComments(file.text).replaceAll(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/g, "''");
  return [...code.matchAll(IMPURE)].map(([found]) => found);
};

/** Tests that are switched off, or that switch all others off. */
export const switchedOff = (file: SourceFile): string[] =>
  /\.test\.tsx?$/.test(file.path)
    ? [
        ...withoutComments(file.text).matchAll(
          /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf|fails)\b/g,
        ),
      ].map(([found]) => found)
    : [];
