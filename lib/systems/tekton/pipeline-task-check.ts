import { invalid } from '../../model';
import { checkGiven } from './given';
import { type PlacedProps } from './pipeline-task';
import { type TaskContract } from './runnable-task';

/** Refuses what a task at its place in a Pipeline cannot be given. */
export function checkPlacedTask(place: string, task: TaskContract, props: PlacedProps): void {
  checkGiven(`${place}.params`, task.params, props.params);
  checkGiven(`${place}.workspaces`, task.workspaces, props.workspaces);
  const { retries, onError, timeout } = props;
  if (timeout?.milliseconds === 0) {
    throw invalid(`${place}.timeout`, 'more than nothing', timeout.toString(), 'Tekton reads 0s as no limit');
  }
  if (retries === undefined) return;
  if (!Number.isInteger(retries) || retries < 0)
    throw invalid(`${place}.retries`, 'a whole number of 0 or more', retries);
  if (retries > 0 && onError === 'continue') {
    throw invalid(`${place}.retries`, 'none beside onError "continue"', retries, 'Tekton refuses the two together');
  }
}
