import { type Construct } from 'constructs';
import { golangciLint, Toolbox } from '../../../tools';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { type Volumes } from '../volume';
import { commandLine } from './command-line';
import { GO_FOLDER, GO_WORKSPACES, goEnvironment, type GoTaskProps, goVolumes } from './go-task';

type None = Readonly<Record<never, never>>;

/**
 * Runs golangci-lint 2 on a Go module, as the module's `.golangci.yml` (of version "2") says. The findings stand in the
 * log and, in SARIF form, in the workspace as `golangci-lint.sarif`.
 */
export class GoLint extends Task<None, None, typeof GO_WORKSPACES, Volumes> {
  public constructor(scope: Construct, id: string, props: GoTaskProps = {}) {
    super(scope, id, {
      ...props,
      name: props.name ?? 'go-lint',
      description: props.description ?? 'Looks for faults in a Go module with golangci-lint.',
      workspaces: GO_WORKSPACES,
      volumes: goVolumes(props),
      steps: (input) => [lintStep(props, input)],
    });
  }
}

type Input = TaskInput<None, None, typeof GO_WORKSPACES, Volumes>;

function lintStep(props: GoTaskProps, { workspaces, volumes }: Input): Step {
  const { packages = ['./...'], tools = Toolbox.standard, tags } = props;
  const lint = golangciLint.lint({ packages, tags, sarif: 'golangci-lint.sarif' });
  const { image, program } = tools.tool('golangciLint');
  return Step.command({
    name: 'lint',
    image,
    workingDir: workspaces.source.path,
    command: [program],
    args: commandLine(lint),
    env: { ...goEnvironment(props), GOLANGCI_LINT_CACHE: `${GO_FOLDER}/lint` },
    resources: props.resources ?? { cpu: '1', memory: '2Gi' },
    volumeMounts: Object.values(volumes).map((volume) => volume.at(GO_FOLDER)),
  });
}
