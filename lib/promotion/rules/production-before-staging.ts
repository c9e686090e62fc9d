import { type Assembly, readOnce } from '../../assembly';
import { type Rule, problem } from '../../audit';
import { type Promoter, isSameFolder, promotersOf } from '../../custody/promoters';
import { isGitHubJob } from '../../custody/github-jobs';
import { type GitLabJob } from '../../custody/gitlab-jobs';
import { pipelineOf } from '../../custody/running-tasks';
import { withNeeds } from '../../systems/github/reading/reach';
import { isAfter } from '../../systems/gitlab/reading/needs';
import { promotingJobs } from './promoter-example';

export const productionBeforeStaging: Rule = {
  id: 'PRM012',
  severity: 'warning',
  title: 'production gets an image that staging need not have run',
  why: 'both are written by pipelines, and nothing makes one wait for the other: what fails in staging is in production by then',
  repair: 'let the job wait for the one of the environment before, or ask for its file: slipway promote --after',
  good: promotingJobs({ staging: [], production: ['staging'] }),
  bad: promotingJobs({ staging: [], production: [] }),
  check: (assembly) => {
    const byRepository = readByRepository(assembly);
    return [...byRepository.values()].flatMap((promoters) => {
      const earlier = promoters.filter(({ folder }) => isEnvironment(folder, EARLIER));
      const late = promoters.filter(({ folder }) => isEnvironment(folder, PRODUCTION));
      return late.flatMap((production) => {
        const [first] = earlier;
        if (!first || earlier.some((one) => waitsFor(production, one))) return [];
        const { by, place, repository, folder } = production;
        return problem(
          place,
          `${pipelineOf(by)} writes the image of ${repository} to ${folder} → it neither waits for who writes ${first.folder}, nor looks there → staging need not have run it`,
          'let the job wait for the one of the environment before, or ask for its file',
        );
      });
    });
  },
};

const PRODUCTION = /^(?:prod|production|live)$/;
const EARLIER = /^(?:staging|stage|preprod|test|qa|dev|development)$/;

function isEnvironment(folder: string, names: RegExp): boolean {
  return folder.split('/').some((part) => names.test(part));
}

/** The promoters in jobs of CI, by image; how tasks of a cluster wait for each other, their pipelines tell. */
const readByRepository = readOnce((assembly: Assembly): ReadonlyMap<string, readonly Promoter[]> => {
  const found = new Map<string, Promoter[]>();
  for (const one of promotersOf(assembly)) {
    if (one.by.kind === 'job') found.set(one.repository, [...(found.get(one.repository) ?? []), one]);
  }
  return found;
});

function waitsFor(late: Promoter, early: Promoter): boolean {
  const named = [...late.script.matchAll(/([\w@+-][\w@+./-]*)\/kustomization\.ya?ml/g)];
  return named.some(([, folder = '']) => isSameFolder(folder, early.folder)) || comesAfter(late, early);
}

function comesAfter({ by: late }: Promoter, { by: early }: Promoter): boolean {
  if (isGitHubJob(late)) return isGitHubJob(early) && late.run === early.run && withNeeds(late.job).has(early.job);
  if (!isGitLabJob(late) || !isGitLabJob(early) || late.pipelineFile !== early.pipelineFile) return false;
  return isAfter(late.pipelineFile, late.job, early.job);
}

function isGitLabJob(by: Promoter['by']): by is GitLabJob {
  return by.kind === 'job' && 'pipelineFile' in by;
}
