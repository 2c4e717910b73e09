import { defineCommand } from '../../define.ts';
import { CliError } from '../../errors.ts';
import { quote } from '../../arm.ts';
import { isObject, type Json } from '../../json.ts';
import { resourceGroup } from '../../parameters.ts';
import { activityFilter, EVENT_FIELDS, eventResult } from './events.ts';

export const monitorActivityLogList = defineCommand({
  words: 'monitor activity-log list',
  summary: 'List and query activity log events.',
  parameters: {
    correlationId: { group: 'Filter', help: 'Correlation ID to query.' },
    resourceGroup: { ...resourceGroup, group: 'Filter' },
    resourceId: { group: 'Filter', help: 'ARM ID of a resource.' },
    namespace: { group: 'Filter', help: 'Resource provider namespace.' },
    startTime: {
      takes: 'many',
      group: 'Time',
      help: 'Start time of the query. Format: date (yyyy-mm-dd) time (hh:mm:ss.xxxxx) timezone (+/-hh:mm).',
    },
    endTime: {
      takes: 'many',
      group: 'Time',
      help: 'End time of the query. Defaults to the current time. Format: date (yyyy-mm-dd) time (hh:mm:ss.xxxxx) timezone (+/-hh:mm).',
    },
    caller: { group: 'Filter', help: 'Caller to query for, such as an e-mail address or service principal ID.' },
    status: { group: 'Filter', help: 'Status to query for (ex: Failed).' },
    maxEvents: { kind: 'int', default: 50, help: 'Maximum number of records to return.' },
    select: { takes: 'many', choices: EVENT_FIELDS, help: 'Space-separated list of properties to return.' },
    offset: {
      default: '6h',
      group: 'Time',
      help: 'Time offset of the query range, in ##d##h format.',
      detail:
        'Can be used with either --start-time or --end-time. If used with --start-time, then the end time will be calculated by adding the offset. If used with --end-time (default), then the start time will be calculated by subtracting the offset. If --start-time and --end-time are provided, then --offset will be ignored.',
    },
  },
  examples: [
    {
      says: 'List all events from July 1st, looking forward one week.',
      line: 'az monitor activity-log list --start-time 2018-07-01 --offset 7d',
    },
    {
      says: 'List events within the past six hours based on a correlation ID.',
      line: 'az monitor activity-log list --correlation-id b5eac9d2-e829-4c9a-9efb-586d19417c5f',
    },
    {
      says: 'List events within the past hour based on resource group.',
      line: 'az monitor activity-log list -g {ResourceGroup} --offset 1h',
    },
  ],
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
