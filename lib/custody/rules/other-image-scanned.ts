import { type Assembly, grouped } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { purposesOf } from '../../systems/tekton/task-purpose';
import { type Execution } from '../execution';
import { type HandledImage, areDifferent, givenImages, handled, scannedImages } from '../handled-images';
import { type PushIndex, pushesOf } from '../pushes';
import { type RunningTask, operandsOf, pipelineOf, runningTasks } from '../running-tasks';
import { BUILT, CLONE, REGISTRY, SIGN, build, example, run, task } from './examples';

const scan = (image: string): object =>
  run([CLONE, build(), task('scan', ['trivy', 'image', image]), { ...SIGN, runAfter: ['scan'] }]);

export const otherImageScanned: Rule = {
  id: 'CUS011',
  severity: 'error',
  title: 'a pipeline scans one image and signs or promotes another',
  why: 'the gate is closed for an image that nobody runs, and open for the one that everybody does',
  repair: 'hand the scanned image on: let the later tasks take it, by digest, from the task that scanned it',
  good: example(scan(BUILT)),
  bad: example(scan(`${REGISTRY}/order-service-test:main`)),
  check: (assembly) => {
    const pushes = pushesOf(assembly);
    return [...byExecution(assembly)].flatMap(([execution, tasks]) => judge(execution, tasks, pushes));
  },
};

function byExecution(assembly: Assembly): ReadonlyMap<Execution, readonly RunningTask[]> {
  return grouped(runningTasks(assembly), ({ execution }) => execution);
}

function judge(execution: Execution, tasks: readonly RunningTask[], pushes: PushIndex): Problem[] {
  const scanned = tasks.flatMap(scannedImages);
  if (scanned.length === 0) return [];
  const builders = new Set(tasks.filter((one) => pushes.of(one).length > 0).map(({ call }) => call.task.name));
  return tasks.flatMap((one) => {
    const verb = released(one);
    if (verb === undefined) return [];
    const other = imagesOf(one, execution).find((image) =>
      scanned.every((seen) => areDifferent(image, seen, builders)),
    );
    if (!other) return [];
    return problem(
      one.call.manifest,
      `${pipelineOf(one)} scans ${scanned[0]?.text ?? ''} → the task "${one.call.task.name}" ${verb} ${other.text} → what is let through was never scanned`,
      'take the image from the result of the scan',
      one.call.path,
    );
  });
}

function released({ call }: RunningTask): 'signs' | 'promotes' | undefined {
  const purposes = purposesOf(call);
  if (purposes.has('scan')) return undefined;
  if (purposes.has('sign')) return 'signs';
  return purposes.has('deploy') ? 'promotes' : undefined;
}

function imagesOf(one: RunningTask, execution: Execution): readonly HandledImage[] {
  const signed = one.commands
    .filter(({ program, words }) => program === 'cosign' && words[0] === 'sign')
    .flatMap(({ words }) => operandsOf(words.slice(1), new Set(['--yes', '-y', '--k8s-keychain', '--recursive', '-r'])))
    .map(handled);
  return signed.length > 0 ? signed : givenImages(one, execution);
}
