import { problem, type Rule } from '../../../audit';
import { everyCommand } from '../reading/commands';
import { running } from './examples';

export const passwordOnCommandLine: Rule = {
  id: 'GLC010',
  severity: 'error',
  title: 'a password stands on a command line',
  why: 'every process of the machine can read command lines, and the runner logs them where somebody sets debug tracing',
  repair: 'hand it over by standard input: printf %s "$PASSWORD" | docker login --password-stdin …',
  reference: 'https://docs.docker.com/reference/cli/docker/login/#password-stdin',
  good: running('echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"'),
  bad: running('docker login -u "$CI_REGISTRY_USER" -p "$CI_REGISTRY_PASSWORD" "$CI_REGISTRY"'),
  check: (assembly) =>
    everyCommand(assembly).flatMap(({ program, args, place }) => {
      if (!LOGINS.has(program) || !args.includes('login')) return [];
      const flag = args.find((arg) => /^(-p|--password)(=|$)|^-p\S*\$/.test(arg))?.replace(/=.*/, '');
      if (flag === undefined) return [];
      return [problem(place, `${program} login takes a password by ${flag}`, 'use --password-stdin')];
    }),
};

const LOGINS = new Set([
  'docker',
  'podman',
  'buildah',
  'skopeo',
  'helm',
  'oras',
  'crane',
  'cosign',
  'nerdctl',
  'argocd',
]);
