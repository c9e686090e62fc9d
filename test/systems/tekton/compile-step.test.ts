import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { PinnedImage } from '../../../lib/model';
import { bash, Param, Result, sh, Step, StepAction, Task, text, Volume, Workspace } from '../../../lib/systems/tekton';

// What must not compile in the steps of a Task or in a StepAction. `npm run typecheck` fails when one of these programs
// is accepted; none of them runs. Each stands beside a program that does compile.

const chart = new Chart(new App(), 'ci');
const HEX = 'd9c68c2c51161e12fd77e4c6320687c9cd86e1af1e3ad6e6cd63ff970641453c';
const image = PinnedImage.of(`docker.io/library/golang:1.26.9-bookworm@sha256:${HEX}`);
const accept = (...values: unknown[]) => values;

const describeAction = () =>
  new StepAction(chart, 'describe', {
    name: 'describe',
    params: { path: Param.string() },
    results: { version: Result.string(), image: Result.image(), files: Result.array() },
    body: () => ({ image, script: bash`git describe` }),
  });

export const steps = () =>
  new Task(chart, 'steps', {
    name: 'steps',
    params: {
      package: Param.string(),
      flags: Param.array(),
      repo: Param.object({ keys: ['owner', 'name'] }),
      base: Param.image(),
    },
    workspaces: { source: Workspace.required() },
    volumes: { scratch: Volume.emptyDir() },
    results: { coverage: Result.string(), digest: Result.digest(), image: Result.image() },
    steps: ({ params, results, workspaces, volumes }) => {
      const script = bash`go test ${params.package} ${params.repo.key('owner')}`;
      const test = { name: 'test', image };

      // a script or a command
      Step.script({ ...test, script, workingDir: workspaces.source.path });
      Step.command({ ...test, image: params.base, args: [params.flags, params.package] });
      // @ts-expect-error script and command together
      Step.script({ ...test, script, command: ['go'] });
      // @ts-expect-error command and script together
      Step.command({ ...test, command: ['go'], script });
      // @ts-expect-error script and args together
      Step.script({ ...test, script, args: ['go'] });
      // @ts-expect-error neither script nor command
      Step.script({ ...test });
      // @ts-expect-error a plain text as script
      Step.script({ ...test, script: 'go test' });
      // @ts-expect-error a plain template string as script
      Step.script({ ...test, script: `go test ${params.package.expression}` });
      // @ts-expect-error an image by its tag
      Step.script({ ...test, image: 'golang:1.26', script });
      // @ts-expect-error an image from a text
      Step.script({ ...test, image: params.package, script });
      // @ts-expect-error a step without a name
      Step.script({ image, script });
      // @ts-expect-error an array in the environment
      Step.command({ ...test, env: { FLAGS: params.flags } });
      // @ts-expect-error an object among the args
      Step.command({ ...test, args: [params.repo] });
      // @ts-expect-error a folder as a text
      Step.command({ ...test, args: [workspaces.source] });

      // templates
      accept(bash`go test ${params.package} > ${results.coverage.path}`, sh`cd ${workspaces.source.path}`);
      // @ts-expect-error an array param in a script
      accept(bash`go test ${params.flags}`);
      // @ts-expect-error an object param in a script
      accept(sh`go test ${params.repo}`);
      // @ts-expect-error an array param in a text
      accept(text`-run ${params.flags}`);
      // @ts-expect-error a key that the object does not have
      accept(bash`go test ${params.repo.key('url')}`);
      // @ts-expect-error a param that the task does not declare
      accept(bash`go test ${params.packages}`);
      // @ts-expect-error a result instead of its path
      accept(bash`go test > ${results.coverage}`);
      // @ts-expect-error a result that the task does not declare
      accept(bash`go test > ${results.covered.path}`);
      // @ts-expect-error a workspace that the task does not declare
      accept(bash`go test ${workspaces.cache.path}`);

      // volumes
      Step.script({ ...test, script, volumeMounts: [volumes.scratch.at('/scratch')] });
      // @ts-expect-error a volume that the task does not declare
      Step.script({ ...test, script, volumeMounts: [volumes.cache.at('/cache')] });
      // @ts-expect-error a volume without a path
      Step.script({ ...test, script, volumeMounts: [volumes.scratch] });

      // StepActions
      const describe = { name: 'version', ref: describeAction() };
      const path = workspaces.source.path;
      const version = Step.action({ ...describe, params: { path }, writes: { version: results.coverage } });
      Step.script({ ...test, script: bash`echo ${version.results.version}` });
      // @ts-expect-error a required param of the StepAction is missing
      Step.action({ ...describe });
      // @ts-expect-error a param that the StepAction does not declare: the run would fail
      Step.action({ ...describe, params: { path, depth: '1' } });
      // @ts-expect-error an array where the StepAction wants a text
      Step.action({ ...describe, params: { path: params.flags } });
      // @ts-expect-error an image beside a StepAction
      Step.action({ ...describe, params: { path }, image });
      // @ts-expect-error a volume beside a StepAction
      Step.action({ ...describe, params: { path }, volumeMounts: [volumes.scratch.at('/scratch')] });
      // @ts-expect-error a result that the StepAction does not declare, written to one of the Task
      Step.action({ ...describe, params: { path }, writes: { tag: results.coverage } });
      // @ts-expect-error a text written to a digest
      Step.action({ ...describe, params: { path }, writes: { version: results.digest } });
      // @ts-expect-error a result that the StepAction does not declare
      accept(bash`echo ${version.results.tag}`);
      // @ts-expect-error an array result of a StepAction in a script
      accept(bash`echo ${version.results.files}`);
      // @ts-expect-error the result of a StepAction as the image of a step: Tekton reads it in words only
      Step.script({ ...test, image: version.results.image, script });
      // @ts-expect-error the result of a StepAction as the folder of a step
      Step.script({ ...test, script, workingDir: version.results.version });

      // @ts-expect-error a StepAction that reads a param of a Task
      new StepAction(chart, 'other', { name: 'other', body: () => ({ image, script: bash`ls ${params.package}` }) });
      return [];
    },
  });

export const actions = () => {
  const path = { name: 'list', params: { path: Param.string() } };
  new StepAction(chart, 'list', { ...path, body: ({ params }) => ({ image, script: bash`ls ${params.path}` }) });
  // @ts-expect-error a plain template string as the script of a StepAction: Tekton refuses params in it
  new StepAction(chart, 'list', { ...path, body: ({ params }) => ({ image, script: `ls ${params.path.expression}` }) });
  // @ts-expect-error a plain text as the script of a StepAction
  new StepAction(chart, 'list', { name: 'list', body: () => ({ image, script: 'ls' }) });
  // @ts-expect-error script and command together
  new StepAction(chart, 'list', { name: 'list', body: () => ({ image, script: bash`ls`, command: ['ls'] }) });
  // @ts-expect-error an image by its tag
  new StepAction(chart, 'list', { name: 'list', body: () => ({ image: 'busybox:1', command: ['ls'] }) });
};

test('no program that must not compile has been lost', () => {
  expect(readFileSync(__filename, 'utf8').match(/^ *\/\/ @ts-expect-error .+$/gm)).toHaveLength(38);
});
