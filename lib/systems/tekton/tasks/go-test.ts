import { type Construct } from 'constructs';
import { invalid } from '../../../model';
import { go, Toolbox } from '../../../tools';
import { Result } from '../result';
import { bash, type Script } from '../script';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { type Volumes } from '../volume';
import { shellLine } from './command-line';
import { GO_FOLDER, GO_WORKSPACES, goEnvironment, type GoTaskProps, goVolumes } from './go-task';

export interface GoTestProps extends GoTaskProps {
  /** Whether data races fail the tests; they then take several times as long. @default true */
  readonly race?: boolean;
  /** More flags of `go test`, such as `-timeout=20m`. @default none */
  readonly flags?: readonly string[];
  /** The least share of statements that the tests must run, in percent; less fails the task. @default none */
  readonly minimumCoverage?: number;
}

const RESULTS = { coverage: Result.string('The share of statements that the tests ran, in percent, such as 83.3.') };

type None = Readonly<Record<never, never>>;

/**
 * Runs the tests of a Go module with the race detector, and measures their coverage: the profile is left in the
 * workspace as `coverage.out`, the total is a result.
 */
export class GoTest extends Task<None, typeof RESULTS, typeof GO_WORKSPACES, Volumes> {
  public constructor(scope: Construct, id: string, props: GoTestProps = {}) {
    super(scope, id, {
      ...props,
      name: props.name ?? 'go-test',
      description: props.description ?? 'Tests a Go module with the race detector and measures coverage.',
      results: RESULTS,
      workspaces: GO_WORKSPACES,
      volumes: goVolumes(props),
      steps: (input) => [testStep(props, input)],
    });
  }
}

type Input = TaskInput<None, typeof RESULTS, typeof GO_WORKSPACES, Volumes>;

function testStep(props: GoTestProps, { workspaces, volumes, results }: Input): Step {
  const { packages = ['./...'], race = true, tools = Toolbox.standard, minimumCoverage, flags, tags } = props;
  const test = go.test({ packages, race, coverProfile: PROFILE, flags, tags });
  return Step.script({
    name: 'test',
    image: tools.tool('go').image,
    workingDir: workspaces.source.path,
    env: { ...goEnvironment(props), CGO_ENABLED: race ? '1' : '0' },
    resources: props.resources ?? { cpu: '1', memory: '2Gi' },
    volumeMounts: Object.values(volumes).map((volume) => volume.at(GO_FOLDER)),
    script: bash`
      go ${shellLine(bash, test)}
      summary="$(go ${shellLine(bash, go.coverage(PROFILE))})"
      total="\${summary##*[[:space:]]}"
      total="\${total%\%}"
      echo "coverage: \${total} percent of statements"
      printf %s "\${total}" > ${results.coverage.path}
      ${minimumCoverage === undefined ? [] : coverageGate(minimumCoverage)}
    `,
  });
}

function coverageGate(minimum: number): Script<never> {
  if (!(minimum > 0 && minimum <= 100)) {
    throw invalid('GoTest.minimumCoverage', 'percent above 0, up to 100', minimum);
  }
  // The shell knows whole numbers only, so both are compared in tenths of a percent.
  return bash`
    minimum=${Math.round(minimum * 10)}
    if (( 10#\${total/./} < minimum )); then
      echo ${`coverage is below ${minimum} percent`} >&2
      exit 1
    fi
  `;
}

const PROFILE = 'coverage.out';
