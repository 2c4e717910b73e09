import { toCompatResponse } from '@azure/core-http-compat';
import { createHttpHeaders, createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline';
import type { IHttpClient } from '@azure/storage-blob';

/** How bytes travel, in the older shape that the clients of Storage still take. */
export const toHttpClient = (client: HttpClient): IHttpClient => ({
  async sendRequest(asked) {
    const { url, method, body, streamResponseStatusCodes, timeout, withCredentials, requestId } = asked;
    const headers = createHttpHeaders(asked.headers.toJson({ preserveCase: true }));
    const rest = { body, streamResponseStatusCodes, timeout, withCredentials, requestId };
    const answer = await client.sendRequest(createPipelineRequest({ url, method, headers, ...rest }));
    // By the very request the client finds what it wanted to do with the answer.
    return { ...toCompatResponse(answer), request: asked };
  },
});
