import type { Refusal } from '#kernel/result.ts';

/** The refusals of GitHub: a status and a message. Source: GitHub REST API, "Troubleshooting the REST API". */
const refusal = (status: number, message: string): Refusal => ({ status, code: String(status), message });

export const badCredentials = (): Refusal => refusal(401, 'Bad credentials');
export const notFound = (): Refusal => refusal(404, 'Not Found');
export const noDispatch = (): Refusal => refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
