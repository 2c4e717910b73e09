/**
 * The engine: kernel, services, tenant, check runtime and role data as one module, loaded unchanged by page, shell,
 * grader and server. Saves and submissions name it by its file; what it exports is all that they may call.
 */
export { canonical } from '#kernel/canonical.ts';
export { sha256Hex } from '#kernel/ids.ts';
export { hashWith } from '#kernel/sha256.ts';
export { gradeSubmission, type Grade } from './grade.ts';
export { judge, type Finding } from './judge.ts';
export { startTenant } from './open.ts';
export { openSession, type LabSession, type OpenOptions } from './session.ts';
export { readSubmission, writeSubmission, type Submission, type SubmissionHead } from './submission.ts';
