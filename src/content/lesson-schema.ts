import { z } from 'astro/zod';

/** A task as it stands in the lesson before the tenant is opened; the id is that of a check of the lab. */
export const taskSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  says: z.string().min(8),
});

/** Front matter of labs/<lab-id>/lesson.mdx. */
export const lessonSchema = z.object({
  title: z.string(),
  question: z.string().endsWith('?'),
  minutes: z.number().int().min(5).max(120),
  /** What a learner can say or do afterwards. */
  learn: z.array(z.string()).min(2),
  /** Bullets of Microsoft's AZ-104 outline that the lab trains, and honestly what it does not. */
  outline: z.object({ exam: z.string(), trains: z.array(z.string()).min(1), note: z.string().optional() }),
  tasks: z.array(taskSchema).min(1),
  /** Titles in Microsoft's documentation, and the day on which they were read. */
  sources: z.array(z.object({ title: z.string(), about: z.string() })).min(1),
  checked: z.coerce.date(),
});

export type Task = z.infer<typeof taskSchema>;
export type LessonData = z.infer<typeof lessonSchema>;
