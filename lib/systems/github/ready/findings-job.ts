import { downloadArtifact, uploadSarif } from '../actions';
import { and, cancelled, type Condition, filesExist, not } from '../condition';
import { Job } from '../job';
import { type PlacedJob } from '../placed-job';
import { Runner } from '../runner';

/** A report in SARIF form that an earlier job has handed over. */
export interface Report {
  /** The artifact. */
  readonly artifact: string;
  /** The file in it. */
  readonly file: string;
}

/** Shows what was found on the repository's security page. Only this job may write there, and it builds nothing. */
export function findingsJob(
  after: readonly PlacedJob[],
  reports: readonly Report[],
  guards: readonly Condition[] = [],
): Job {
  return new Job('findings', {
    name: 'Show findings',
    runsOn: Runner.ubuntu,
    after,
    if: and(...guards, not(cancelled())),
    steps: reports.flatMap(({ artifact, file }) => [
      downloadArtifact.step({
        id: `get-${artifact}`,
        name: `Get ${artifact}`,
        with: { pattern: artifact, path: artifact, 'merge-multiple': true },
      }),
      uploadSarif.step({
        id: `show-${artifact}`,
        name: `Show ${artifact}`,
        if: filesExist(`${artifact}/${file}`),
        with: { sarif_file: `${artifact}/${file}`, category: artifact },
      }),
    ]),
  });
}
