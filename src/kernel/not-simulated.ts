import type { HttpRequest } from './http.ts';
import type { Refusal } from './result.ts';

/** What no service here answers, said in the tenant's own voice: an unsimulated corner never looks like success. */
export function notSimulated(request: HttpRequest): Refusal {
  const address = request.url.split('?')[0] ?? request.url;
  return {
    status: 501,
    code: 'NotSimulated',
    message: `${request.method.toUpperCase()} ${address} is not simulated by this tenant. What is simulated, and where it differs from Azure, is listed in the register of deviations.`,
  };
}
