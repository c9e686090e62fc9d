import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { commandsOf } from '../reading/commands';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { type ReadJob } from '../reading/read-job';
import { ci } from './examples';

const deploy = (install: string): string => `
deploy:
  image: alpine:3.22
  before_script:
    - apk add --no-cache ${install}
  script:
    - kustomize edit set image app=registry.example.com/app@$DIGEST
`;

export const programMissing: Rule = {
  id: 'GLC027',
  severity: 'error',
  title: 'a job runs a program that its image does not have',
  why: 'the shell says "not found" and the job fails, each time',
  repair: 'use an image that has the program, or install it first',
  reference: 'https://hub.docker.com/_/alpine',
  good: ci(deploy('git kustomize')),
  bad: ci(deploy('git')),
  check: (assembly) =>
    pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .filter((job) => job.isWhole && isPlainAlpine(job))
      .flatMap((job) => {
        const installed = new Set<string>();
        const told = new Set<string>();
        return commandsOf(job).flatMap(({ program, args, place }) => {
          if (program === 'apk') args.forEach((arg) => installed.add(arg.replace(/[=<>~].*/, '')));
          // What is downloaded by hand cannot be followed.
          if (['curl', 'wget', 'pip', 'pip3', 'npm', 'go', 'cp', 'mv', 'ln', 'tar', 'chmod'].includes(program))
            ABSENT.forEach((one) => installed.add(one));
          if (!ABSENT.has(program) || packagesOf(program).some((name) => installed.has(name)) || told.has(program))
            return [];
          told.add(program);
          return [problem(place, `${program} is not in alpine`, `install it, or use an image that has ${program}`)];
        });
      }),
};

function isPlainAlpine(job: ReadJob): boolean {
  const value = job.field('image')?.value;
  const image = typeof value === 'string' ? value : asMap(value)['name'];
  const parsed = typeof image === 'string' ? tryParseImageReference(image) : undefined;
  return parsed?.registry === 'docker.io' && parsed.path === 'library/alpine';
}

const ABSENT = new Set(
  'git curl bash docker kubectl kustomize helm aws jq yq cosign argocd flux skopeo buildah gh glab trivy syft'.split(
    ' ',
  ),
);

function packagesOf(program: string): readonly string[] {
  const others: Readonly<Record<string, readonly string[]>> = {
    aws: ['aws-cli'],
    docker: ['docker-cli'],
    yq: ['yq-go'],
    gh: ['github-cli'],
    flux: ['flux-cli'],
  };
  return [program, ...(others[program] ?? [])];
}
