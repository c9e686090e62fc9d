import { problem, type Rule } from '../../../audit';
import { dindServices } from './dind';
import { ci, PINNED } from './examples';

export const dindWithoutTls: Rule = {
  id: 'GLC005',
  severity: 'error',
  title: 'a job does not say how it reaches its Docker daemon',
  why: 'the daemon listens with TLS and writes its certificates to a folder that the job does not see: the client tries the open port and finds nobody, or the port is open to all jobs of the host',
  repair: 'set DOCKER_HOST, DOCKER_TLS_CERTDIR and DOCKER_TLS_VERIFY, or build without a daemon',
  reference: 'https://docs.gitlab.com/ci/docker/using_docker_build/#use-the-docker-executor-with-docker-in-docker',
  good: ci(`
build:
  image: ${PINNED}
  services: ["docker:29-dind"]
  variables: { DOCKER_HOST: "tcp://docker:2376", DOCKER_TLS_CERTDIR: /certs, DOCKER_TLS_VERIFY: "1" }
  script: [docker build .]
`),
  bad: ci(`build:\n  image: ${PINNED}\n  services: ["docker:29-dind"]\n  script: [docker build .]\n`),
  check: (assembly) =>
    dindServices(assembly).flatMap(({ job, field }) => {
      if (!job.isWhole) return [];
      const { DOCKER_TLS_CERTDIR: folder, DOCKER_HOST: host } = job.variables;
      if (folder === '')
        return [
          problem(
            job.place(field),
            'DOCKER_TLS_CERTDIR is empty: the daemon is open to every job of its host',
            'set it to /certs, or build without a daemon',
          ),
        ];
      const missing = ['DOCKER_HOST', 'DOCKER_TLS_CERTDIR', 'DOCKER_TLS_VERIFY'].filter(
        (name) => !(name in job.variables),
      );
      const isOpen = typeof host === 'string' && host.endsWith(':2375');
      if (missing.length === 0 && !isOpen) return [];
      const message = isOpen
        ? `DOCKER_HOST is ${host}: the port without TLS`
        : `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set`;
      return [
        problem(
          job.place(field),
          message,
          'set DOCKER_HOST to tcp://docker:2376 and the TLS variables, or build without a daemon',
        ),
      ];
    }),
};
