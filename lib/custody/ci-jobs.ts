import { type Assembly } from '../assembly';
import { once } from '../systems/tekton/once';
import { type CiJob } from './ci-job';
import { gitHubJobs } from './github-jobs';
import { gitLabJobs } from './gitlab-jobs';

/** Every job outside of the clusters; gathered once. */
export const ciJobs = once((assembly: Assembly): readonly CiJob[] => [
  ...gitHubJobs(assembly),
  ...gitLabJobs(assembly),
]);
