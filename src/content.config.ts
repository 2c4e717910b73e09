import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { lessonSchema } from '#content/lesson-schema.ts';

/** One lesson lies with its lab; the collection's id is the lab's folder. */
const lessons = defineCollection({
  loader: glob({
    base: './labs',
    pattern: '*/lesson.mdx',
    generateId: ({ entry }) => entry.replace(/\/lesson\.mdx$/, ''),
  }),
  schema: lessonSchema,
});

export const collections = { lessons };
