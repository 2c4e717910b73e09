import { implement } from '../../implement.ts';
import { CliError } from '../../errors.ts';
import { quote } from '../../arm.ts';
import { isObject, type Json } from '../../json.ts';
import { activityFilter, eventResult } from './events.ts';

export const monitorActivityLogList = implement('monitor activity-log list', {
  takes: {
    correlationId: 'text?',
    resourceGroup: 'text?',
    resourceId: 'text?',
    namespace: 'text?',
    startTime: 'texts?',
    endTime: 'texts?',
    caller: 'text?',
    status: 'text?',
    maxEvents: 'int',
    select: 'texts?',
    offset: 'text',
  },
  run: async (args, az) => {
    const { maxEvents, select } = args;
    if (maxEvents < 1) throw new CliError('--max-events must be a positive number');
    const filter = quote(activityFilter(args, await az.host.now()));
    const fields = select === undefined ? '' : `&$select=${quote(select.join(' , '))}`;
    const path = `${await az.root()}/providers/Microsoft.Insights/eventtypes/management/values`;
    const events = await az.arm.list(`${path}?$filter=${filter}${fields}&api-version=2015-04-01`);
    return events.slice(0, maxEvents).map((event): Json => (isObject(event) ? eventResult(event) : event));
  },
});
