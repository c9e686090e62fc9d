import { Construct } from 'constructs';
import { dnsLabel, Duration, type GitHubRepository, invalid } from '../../../model';
import { type Language, Toolbox } from '../../../tools';
import { checkout, setupBuildx, uploadArtifact } from '../actions';
import { and, cancelled, filesExist, not } from '../condition';
import { fromThisRepository } from '../contexts';
import { Job } from '../job';
import { On } from '../on';
import { type PlacedJob } from '../placed-job';
import { Runner } from '../runner';
import { Workflow } from '../workflow';
import { localBuild } from './build-step';
import { type Codecov } from './codecov';
import { findingsJob } from './findings-job';
import { type ImageSource } from './image-intent';
import { scanReport } from './image-jobs';
import { languageJob, lintReports } from './language-job';
import { Scanner } from './scanner';

export interface PullRequestCiProps extends ImageSource {
  /** The repository of the service. */
  readonly repository: GitHubRepository;
  /** The service's name: a DNS label. */
  readonly service: string;
  /** How it is tested and linted. */
  readonly language: Language;
  /** What looks for vulnerabilities, and when it fails. @default Scanner.trivy() */
  readonly scanner?: Scanner;
  /** Whether findings are shown on the security page; private repositories need GitHub Code Security for it. @default true */
  readonly codeScanning?: boolean;
  /** Where the coverage of the tests is sent. @default nowhere */
  readonly coverage?: Codecov;
  /** The images of the tools. @default Toolbox.standard */
  readonly tools?: Toolbox;
  /** The name of its file. @default "ci.yaml" */
  readonly file?: string;
}

const SCAN = scanReport('linux/amd64');

/**
 * Checks of a pull request and of the merge queue: lint, test, a build that stays on the machine, a scan of it. A fork
 * gets all of them and can reach no secret, no identity and no right to write. Throws `PullRequestCi.<prop>: …`.
 */
export class PullRequestCi extends Construct {
  public readonly workflow: Workflow;

  public constructor(scope: Construct, id: string, props: PullRequestCiProps) {
    super(scope, id);
    dnsLabel('PullRequestCi.service', props.service);
    this.workflow = new Workflow(this, 'workflow', {
      repository: props.repository,
      name: 'ci',
      file: props.file ?? 'ci.yaml',
      on: [On.pullRequest(), On.mergeGroup()],
      jobs: jobsOf(props),
    });
  }
}

function jobsOf(props: PullRequestCiProps): readonly PlacedJob[] {
  const { language, tools = Toolbox.standard, codeScanning = true } = props;
  const checked = { language, tools, cached: true };
  const lint = languageJob('lint', checked);
  const test = languageJob('test', checked);
  const image = imageJob(props);
  const findings = codeScanning
    ? [findingsJob([lint, image], [...lintReports(language), SCAN], [fromThisRepository])]
    : [];
  return [lint, test, image, ...findings, ...coverageJobs(props, test)];
}

/** Builds and scans without a login: the image of a pull request goes nowhere. */
function imageJob({ service, scanner = Scanner.trivy(), ...source }: PullRequestCiProps): Job {
  const name = `${service}:pull-request`;
  return new Job('image', {
    name: 'Build and scan',
    runsOn: Runner.ubuntu,
    timeout: Duration.minutes(60),
    steps: [
      checkout.step({ name: 'Check out' }),
      setupBuildx.step({ name: 'Start BuildKit' }),
      localBuild({ ...source, platform: 'linux/amd64', name, scope: service }),
      ...scanner._steps({ image: name, sarif: SCAN.file }),
      uploadArtifact.step({
        name: 'Hand over the report',
        if: and(not(cancelled()), filesExist(SCAN.file)),
        with: { name: SCAN.artifact, path: [SCAN.file], 'retention-days': 7 },
      }),
    ],
  });
}

function coverageJobs({ coverage, language }: PullRequestCiProps, test: PlacedJob): readonly Job[] {
  if (coverage === undefined) return [];
  const file = language.test.reports.coverage;
  if (file === undefined) {
    throw invalid('PullRequestCi.coverage', 'a language that measures it by itself: go or python', language.name);
  }
  return [coverage._job(test, file)];
}
