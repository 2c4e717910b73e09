import type { FlowRecord, MachineChart } from '#lab/session-client.ts';
import { MachineDrawing } from '../chart/machine-drawing.tsx';
import { machineRuns } from '../model/machine-runs.ts';
import { emptyWords } from '../words/empty.ts';
import { machineTitle, stateTitle } from '../words/machines.ts';

/** The machines that ran for a request, each drawn from its definition with the way of the run lit. */
export function MachineTab({ record, charts }: { record: FlowRecord; charts: readonly MachineChart[] }) {
  const runs = machineRuns(record.trace);
  if (runs.length === 0) return <p className="tf-quiet">{emptyWords.machine}</p>;
  return (
    <div className="tf-machines">
      {runs.map(({ machine, path }, at) => {
        const chart = charts.find(({ id }) => id === machine);
        return (
          <section key={`${machine} ${at}`} aria-label={machineTitle(machine)}>
            <h3>{machineTitle(machine)}</h3>
            <div className="tf-chart-frame">{chart && <MachineDrawing chart={chart} path={path} />}</div>
            <ol className="tf-path" aria-label="States of this run, in order">
              {path.map((state) => (
                <li key={state}>{stateTitle(machine, state)}</li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
