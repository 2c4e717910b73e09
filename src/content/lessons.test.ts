import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Check } from '#lab/define.ts';
import { root } from '#tools/run.mjs';
import { course } from './course.ts';
import type { LessonData } from './lesson-schema.ts';

const labs = pathToFileURL(`${root}/labs/`);
const ids = readdirSync(labs).filter((id) => existsSync(new URL(`${id}/lesson.mdx`, labs)));
const textOf = (id: string) => readFileSync(new URL(`${id}/lesson.mdx`, labs), 'utf8');
const frontMatterOf = (id: string) => parse(textOf(id).split('---')[1] ?? '') as LessonData;

describe('the course', () => {
  it('lists every lesson as available, and nothing else', () => {
    const available = course.filter(({ state }) => state === 'available').map(({ id }) => id);
    expect([...available].sort()).toEqual([...ids].sort());
  });

  it('names each chapter once and asks a question of each', () => {
    expect(new Set(course.map(({ id }) => id)).size).toBe(course.length);
    expect(course.filter(({ question }) => !question.endsWith('?'))).toEqual([]);
  });
});

describe.each(ids)('the lesson of %s', (id) => {
  it('lists the tasks of its lab in the same words before the lab is open', async () => {
    const { checks } = (await import(new URL(`${id}/checks.ts`, labs).href)) as { checks: Check[] };
    expect(frontMatterOf(id).tasks).toEqual(checks.map((check) => ({ id: check.id, says: check.says })));
  });

  it('comes to every task in its text', () => {
    const inText = [...textOf(id).matchAll(/<Task id="([^"]+)">/g)].map(([, task]) => task);
    expect(inText).toEqual(frontMatterOf(id).tasks.map((task) => task.id));
  });

  it('asks the question that the course promises', () => {
    expect(frontMatterOf(id).question).toBe(course.find((chapter) => chapter.id === id)?.question);
  });
});
