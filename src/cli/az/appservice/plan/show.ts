import { implement } from '../../implement.ts';
import { restError } from '../../errors.ts';
import { parseJson } from '../../json.ts';

export const appservicePlanShow = implement('appservice plan show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) => {
    // The real az puts a second slash in front of the path of requests that it sends by hand.
    const path = `/${await az.group(resourceGroup)}/providers/Microsoft.Web/serverfarms/${name}?api-version=2024-04-01`;
    const response = await az.arm.send('GET', path);
    if (response.status >= 400) throw restError(response, response.status === 404 ? 3 : 1);
    return parseJson(response.body);
  },
});
