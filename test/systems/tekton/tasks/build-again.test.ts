import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageRepository } from '../../../../lib/model';
import { BuildImage, RegistryAuth } from '../../../../lib/systems/tekton/tasks';
import { newFolder } from '../../../folder';
import { found } from './found';
import { auth, repository, stepOf, taskOf } from './rendered';
import { runStep, writeProgram } from './step-run';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const COMMIT = '7c5e2f3b9a1d4e6f8091a2b3c4d5e6f708192a3b';

describe('a second run of a commit', () => {
  const task = taskOf((chart) => new BuildImage(chart, 'build', { repository, auth }));
  const build = stepOf(task, 'build');

  test('goes on with the image that an earlier run of the commit has pushed', async () => {
    const programs = newFolder();
    writeProgram(programs, 'buildah', '#!/bin/sh\nexit 125\n');
    const step = found(build, DIGEST);
    const run = await runStep(step, { params: { commit: COMMIT }, workspaces: { source: '/src' }, programs });
    expect(run.stdout).toBe(`an earlier run has pushed this commit: ${DIGEST}\n`);
    expect([run.code, run.result('IMAGE_DIGEST'), run.result('IMAGE_REF')]).toEqual([
      0,
      DIGEST,
      `${repository.address}@${DIGEST}`,
    ]);
  });

  test.each([
    [DIGEST, DIGEST],
    ['None', ''],
  ])('asks the registry for it: %s', async (answer, expected) => {
    const programs = newFolder();
    const folder = newFolder();
    writeProgram(
      programs,
      'aws',
      `#!/bin/sh\ncase "$*" in *"imageTag=sha-${COMMIT} "*) echo ${answer} ;; *) exit 9 ;; esac\n`,
    );
    const find = stepOf(task, 'find');
    const here = { ...find, script: find.script?.replaceAll('/found/', `${folder}/`) };
    const run = await runStep(here, { params: { commit: COMMIT }, programs });
    expect([run.code, readFileSync(join(folder, 'digest'), 'utf8')]).toEqual([0, expected]);
  });

  test('fails where the registry cannot be asked', async () => {
    const programs = newFolder();
    writeProgram(programs, 'aws', '#!/bin/sh\nexit 254\n');
    expect(await runStep(stepOf(task, 'find'), { params: { commit: COMMIT }, programs })).toMatchObject({ code: 254 });
  });

  test('does not ask a registry whose tags can be pushed again', () => {
    const elsewhere = ImageRepository.at('ghcr.io/acme/order-service');
    const other = taskOf(
      (chart) => new BuildImage(chart, 'build', { repository: elsewhere, auth: RegistryAuth.dockerConfig() }),
    );
    expect(other.spec.steps.map((step) => step.name)).toEqual(['build']);
    expect(other.spec.volumes).toEqual([{ name: 'store', emptyDir: {} }]);
  });
});
