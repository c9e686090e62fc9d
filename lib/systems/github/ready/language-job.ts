import { Duration } from '../../../model';
import { type Language, type LanguageJob, type Tool, type Toolbox } from '../../../tools';
import { cache, checkout, uploadArtifact } from '../actions';
import { and, cancelled, filesExist, hashFiles, not } from '../condition';
import { Container } from '../container';
import { runner } from '../contexts';
import { text } from '../expression';
import { Job } from '../job';
import { run } from '../run-step';
import { Runner } from '../runner';
import { bash, command, type Script } from '../script';
import { type Step } from '../step';
import { type Report } from './findings-job';

/** What the checks of a service need to know. */
export interface Checked {
  readonly language: Language;
  readonly tools: Toolbox;
  /** Whether downloads are kept between runs: never where the result is released. */
  readonly cached: boolean;
}

/** The job that tests or lints the checkout, in the pinned image of its tool. */
export function languageJob(id: 'test' | 'lint', { language, tools, cached }: Checked): Job {
  const job = language[id];
  const tool = tools.tool(job.tool);
  return new Job(id, {
    name: TITLES[id],
    runsOn: Runner.ubuntu,
    timeout: Duration.minutes(30),
    ...(tool.shell === 'none' ? {} : { container: Container.of(tool.image) }),
    ...(Object.keys(environmentOf(job)).length === 0 ? {} : { env: environmentOf(job) }),
    steps: [
      checkout.step({ name: 'Check out' }),
      ...(cached ? downloads(id, language, job) : []),
      ...job.commands.map((words, i) => run({ name: titleOf(id, job, i), script: scriptOf(tool, words) })),
      ...reports(id, job, cached),
    ],
  });
}

/** What the linter leaves, where it writes a report. */
export function lintReports({ lint: { reports } }: Language): readonly Report[] {
  return reports.sarif === undefined ? [] : [{ artifact: LINT_REPORT, file: reports.sarif }];
}

/** The artifact that holds the coverage of the tests. */
export const COVERAGE_REPORT = 'report-coverage';

const LINT_REPORT = 'report-lint';
const TITLES = { test: 'Test', lint: 'Lint' } as const;

function titleOf(id: 'test' | 'lint', { commands }: LanguageJob, i: number): string {
  return commands.length === 1 ? TITLES[id] : `${TITLES[id]} (${i + 1} of ${commands.length})`;
}

/** Outside the checkout, so that no tool takes what it keeps for code. */
const KEPT = '/var/tmp/kept';

function environmentOf(job: LanguageJob): Readonly<Record<string, string>> {
  return job.environment(KEPT);
}

/** The files whose content says what is downloaded. */
const LOCKS = {
  go: '**/go.sum',
  node: '**/package-lock.json',
  java: '**/pom.xml',
  python: '**/requirements*.txt',
} as const;

function downloads(id: string, { name }: Language, job: LanguageJob): readonly Step[] {
  if (Object.keys(environmentOf(job)).length === 0) return [];
  const key = text`${id}-${name}-${runner.arch}-`;
  return [
    cache.step({
      name: 'Keep downloads',
      with: { path: [KEPT], key: text`${key}${hashFiles(LOCKS[name])}`, 'restore-keys': [key] },
    }),
  ];
}

/** An image without a shell cannot hold the steps of a job: it is run by one. */
function scriptOf({ shell, program, image }: Tool, words: readonly string[]): Script {
  if (shell !== 'none') return command([program, ...words]);
  return bash`
    docker run --rm --network none --volume "\${PWD}:/checkout:ro" --workdir /checkout \
      --entrypoint ${program} ${image.reference} ${words}
  `;
}

/** What was found is handed over where it failed, too. */
function reports(id: 'test' | 'lint', { reports: { sarif, coverage } }: LanguageJob, cached: boolean): readonly Step[] {
  const report = id === 'lint' ? sarif : cached ? coverage : undefined;
  if (report === undefined) return [];
  return [
    uploadArtifact.step({
      name: 'Hand over the report',
      if: and(not(cancelled()), filesExist(report)),
      with: { name: id === 'lint' ? LINT_REPORT : COVERAGE_REPORT, path: [report], 'retention-days': 7 },
    }),
  ];
}
