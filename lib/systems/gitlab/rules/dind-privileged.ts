import { problem, type Rule } from '../../../audit';
import { dindServices } from './dind';
import { ci, PINNED } from './examples';

export const dindPrivileged: Rule = {
  id: 'GLC006',
  severity: 'warning',
  title: 'a job needs a privileged runner to build images',
  why: 'a Docker daemon in a container runs privileged: whoever writes a script of the pipeline is root on the host of the runner, with every secret that other jobs have there',
  repair: 'build with Buildah or rootless BuildKit, which need no privileges',
  reference: 'https://docs.gitlab.com/ci/docker/using_docker_build/#docker-in-docker',
  good: ci(`build:\n  image: ${PINNED}\n  script: [buildah build .]\n`),
  bad: ci(`build:\n  image: ${PINNED}\n  services: ["docker:29-dind"]\n  script: [docker build .]\n`),
  check: (assembly) =>
    dindServices(assembly).map(({ job, image, field }) =>
      problem(job.place(field), `${image} runs only on a privileged runner`, 'build with Buildah or rootless BuildKit'),
    ),
};
