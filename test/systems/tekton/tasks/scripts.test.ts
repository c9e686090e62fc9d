import { spawnSync } from 'node:child_process';
import { type Chart } from 'cdk8s';
import {
  BuildImage,
  BuildKit,
  GitAuth,
  GoTest,
  Kaniko,
  PromoteImage,
  RegistryAuth,
  Sbom,
  ScanImage,
  Signer,
  SignImage,
} from '../../../../lib/systems/tekton/tasks';
import { Toolbox, type ToolName } from '../../../../lib/tools';
import { shellcheck, withShellcheck } from '../../../shellcheck';
import { auth, cluster, gitops, newChart, objectsOf, type RenderedTask, repository } from './rendered';

const tasks = objectsOf(everyTask()) as readonly RenderedTask[];
const steps = tasks.flatMap((task) =>
  task.spec.steps.map((step) => ({ ...step, place: `${task.metadata.name}.${step.name}` })),
);
const scripts = steps.flatMap(({ place, script }) => (script === undefined ? [] : [{ place, script }]));

test.each(scripts)('$place: its shell can read it', ({ script }) => {
  const shell = script.startsWith('#!/usr/bin/env bash\n') ? 'bash' : 'sh';
  const { stderr, status } = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

withShellcheck.each(scripts)('$place: shellcheck has nothing to say', ({ script }) => {
  expect(shellcheck(script)).toBe('');
});

test.each(scripts)('$place: no expression of Tekton is text of the script', ({ script }) => {
  expect(script).not.toMatch(/\$\((params|results|workspaces|steps|tasks|context)\./);
});

test.each(steps)('$place: the image has the shell that the step needs', ({ image, script }) => {
  const names: readonly ToolName[] = [
    'awsCli',
    'buildah',
    'buildkit',
    'cosign',
    'git',
    'go',
    'grype',
    'kaniko',
    'syft',
    'trivy',
  ];
  const tool = names.map((name) => Toolbox.standard.tool(name)).find((each) => each.image.reference === image);
  const shells: readonly (string | undefined)[] =
    script === undefined ? ['bash', 'sh', 'none'] : script.includes('env bash') ? ['bash'] : ['bash', 'sh'];
  expect(shells).toContain(tool?.shell);
});

function everyTask(): Chart {
  const chart = newChart();
  const signer = Signer.keyless({ cluster, namespace: 'ci', serviceAccount: 'signer' });
  const promotion = { service: 'order-service', environment: 'staging', repository, gitops, folder: 'promoted' };
  new GoTest(chart, 'test', { minimumCoverage: 80 });
  new BuildImage(chart, 'buildah', {
    name: 'buildah',
    repository,
    auth,
    target: 'a b',
    buildArgs: { X: "it's" },
  });
  new BuildImage(chart, 'buildkit', { name: 'buildkit', repository, auth, builder: new BuildKit() });
  new BuildImage(chart, 'kaniko', { name: 'kaniko', repository, auth, builder: new Kaniko() });
  new ScanImage(chart, 'scan', { auth });
  new Sbom(chart, 'sbom', { auth });
  new SignImage(chart, 'sign', { auth, signer });
  new PromoteImage(chart, 'ssh', { ...promotion, name: 'by-ssh', auth });
  new PromoteImage(chart, 'basic', { ...promotion, name: 'by-token', gitAuth: GitAuth.basic() });
  new PromoteImage(chart, 'other', { ...promotion, name: 'other-registry', auth: RegistryAuth.dockerConfig() });
  return chart;
}
