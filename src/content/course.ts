/** One chapter of the course. The order of this list is the order of the course; folders carry no numbers. */
export interface Chapter {
  /** The folder in labs/. */
  id: string;
  title: string;
  /** What the learner can answer afterwards, in one line. */
  question: string;
  /** Planned chapters are listed, so that nobody looks for them in vain. */
  state: 'available' | 'planned';
}

const planned = (id: string, title: string, question: string): Chapter => ({ id, title, question, state: 'planned' });
const available = (id: string, title: string, question: string): Chapter => ({
  id,
  title,
  question,
  state: 'available',
});

export const course: readonly Chapter[] = [
  planned('secret-sprawl', 'Secrets leak, age and spread', 'Where are the secrets of a tenant that works today?'),
  available('first-identity', 'First identity', 'How can an app read a secret without having one?'),
  planned('token-flow', 'What a token says', 'What does a target look at before it answers?'),
  planned(
    'system-or-user-assigned',
    'System-assigned or user-assigned',
    'What happens to an identity when its app is deleted?',
  ),
  planned('scope-and-least-privilege', 'Scope and least privilege', 'How little is enough, and how can it be proved?'),
  planned(
    'key-vault-two-models',
    'Two permission models of a vault',
    'How does a vault move to roles without an outage?',
  ),
  planned(
    'storage-without-keys',
    'Storage without account keys',
    'Who still uses a key, and what will break without it?',
  ),
  planned('sql-without-passwords', 'SQL without passwords', 'Why does no Azure role let an app read a table?'),
  planned('one-identity-per-service', 'One identity for each service', 'How far does a break-in reach?'),
  planned('machines-and-runbooks', 'Machines and runbooks', 'Who may use the identities of a host?'),
  planned('pipelines-without-secrets', 'Pipelines without secrets', 'How does code outside Azure prove what it is?'),
  planned(
    'identity-as-code',
    'Identity as code',
    'Why does the second deployment fail, and the third take access away?',
  ),
  planned(
    'code-that-finds-its-identity',
    'Code that finds its identity',
    'Which credential did the app pick, and why?',
  ),
  planned('why-was-it-denied', 'Why was it denied?', 'Which of ten causes is it this time?'),
  planned('after-a-grant', 'After a grant', 'How long until a change counts?'),
  planned('who-has-access', 'Who has access?', 'Who could do what, and who did?'),
  planned('choose-the-method', 'Choose the method', 'When is a managed identity the wrong answer?'),
  planned('migrate-a-legacy-app', 'Migrate a legacy app', 'How does a system change its locks while it is open?'),
  planned('capstone', 'Capstone', 'Can you mend a tenant that nobody has described to you?'),
];

/** The chapter of a lab, with its place counted from one. Throws where a lesson has no line in the course: our own mistake. */
export const chapterOf = (id: string): Chapter & { place: number } => {
  const index = course.findIndex((chapter) => chapter.id === id);
  const found = course[index];
  if (!found) throw new Error(`labs/${id} has no line in src/content/course.ts`);
  return { ...found, place: index + 1 };
};
