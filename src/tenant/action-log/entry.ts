import * as z from 'zod/mini';

/** Version of the entry schema; older logs are brought up by steps kept in this folder. */
export const schemaVersion = 1;

const request = z.strictObject({
  method: z.string().check(z.maxLength(16)),
  url: z.string().check(z.maxLength(8192)),
  headers: z.optional(z.record(z.string().check(z.maxLength(200)), z.string().check(z.maxLength(65_536)))),
  /** What the largest body that a service takes here makes as text. */
  body: z.optional(z.string().check(z.maxLength(4_194_304))),
});

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What an entry brings in: the only input of the fold. */
export const entryInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    schema: z.literal(schemaVersion),
    engine: z.string().check(z.maxLength(100)),
    lab: z.strictObject({ id: z.string().check(z.maxLength(100)), hash: z.string().check(z.maxLength(100)) }),
    /** The state that the lab's start left: a later fold must begin from the same one. */
    state: hex,
  }),
  z.strictObject({ kind: z.literal('sign-in'), user: z.string().check(z.maxLength(200)) }),
  z.strictObject({
    kind: z.literal('request'),
    request,
    /** The entry that opened a session on a host; absent for requests from the open network. */
    run: z.optional(z.int().check(z.positive())),
  }),
  z.strictObject({
    kind: z.literal('clock'),
    by: z.int().check(z.positive(), z.lte(400 * 86_400_000)),
  }),
  /** Undo, redo and branch: the state becomes that after the target entry (0: the start). */
  z.strictObject({ kind: z.literal('undo'), target: z.int().check(z.gte(0)) }),
  z.strictObject({
    kind: z.literal('hint'),
    check: z.string().check(z.maxLength(100)),
    step: z.int().check(z.gte(1), z.lte(9)),
  }),
  z.strictObject({
    kind: z.literal('answer'),
    quiz: z.string().check(z.maxLength(100)),
    option: z.int().check(z.gte(0), z.lte(20)),
  }),
]);

export type EntryInput = z.infer<typeof entryInput>;

const recorded = {
  seq: z.int().check(z.gte(0)),
  /** Virtual time at which it came, ms. */
  at: z.int(),
  /** What the recording machine's clock claimed; never folded. */
  wall: z.string().check(z.maxLength(40)),
  /** SHA-256 of the answer. Answers are not stored: they are folded again. */
  digest: hex,
  /** SHA-256 over the previous entry's hash and this entry. The previous hash is implied, not stored. */
  hash: hex,
};

/** The envelope of an entry as it is stored; `input` is one of `entryInput`. */
export const storedEntry = z.strictObject({ ...recorded, input: entryInput });

export type Entry = z.infer<typeof storedEntry>;
