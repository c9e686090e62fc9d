import { type Construct } from 'constructs';
import { type LanguageJob, Toolbox } from '../../../tools';
import { bash, type Script } from '../script';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { Volume, type Volumes } from '../volume';
import { Workspace } from '../workspace';
import { commandLine, shellLine } from './command-line';
import { type ReadyTaskProps } from './ready-task';

/** What every task of a language has. */
export interface LanguageTaskProps extends ReadyTaskProps {
  /** More environment, such as that of a mirror of packages. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** The size of downloaded packages at which the pod is stopped, such as `2Gi`. @default none */
  readonly cacheSize?: string;
}

/** What tells one such task from another. */
export interface LanguagePurpose {
  readonly name: string;
  readonly description: string;
  readonly job: LanguageJob;
}

/** The folder that belongs to the step's user and holds all that the tools keep: those of the image belong to root. */
const CACHE_FOLDER = '/var/cache/tools';

const WORKSPACES = { source: Workspace.required({ description: 'The checkout.' }) };

type None = Readonly<Record<never, never>>;
type Input = TaskInput<None, None, typeof WORKSPACES, Volumes>;

/** Runs what a language does for one purpose, as `Language` says it for any CI system. */
export class LanguageTask extends Task<None, None, typeof WORKSPACES, Volumes> {
  public constructor(scope: Construct, id: string, props: LanguageTaskProps, purpose: LanguagePurpose) {
    super(scope, id, {
      ...props,
      name: props.name ?? purpose.name,
      description: props.description ?? purpose.description,
      workspaces: WORKSPACES,
      volumes: { cache: Volume.emptyDir({ sizeLimit: props.cacheSize }) },
      steps: (input) => stepsOf(props, purpose.job, input),
    });
  }
}

/** One step; where the image has no shell, one for each command. */
function stepsOf(props: LanguageTaskProps, job: LanguageJob, { workspaces, volumes }: Input): readonly Step[] {
  const { image, program, shell } = (props.tools ?? Toolbox.standard).tool(job.tool);
  const common = {
    image,
    workingDir: workspaces.source.path,
    env: { HOME: CACHE_FOLDER, ...job.environment(CACHE_FOLDER), ...props.env },
    resources: props.resources ?? { cpu: '1', memory: '2Gi' },
    volumeMounts: Object.values(volumes).map((volume) => volume.at(CACHE_FOLDER)),
  };
  if (shell === 'none') {
    return job.commands.map((words) =>
      Step.command({ ...common, name: words[0] ?? 'run', command: [program], args: commandLine(words) }),
    );
  }
  const lines: readonly Script<'step'>[] = job.commands.map((words) => bash`${shellLine(bash, [program, ...words])}`);
  return [Step.script({ ...common, name: 'run', script: joinedLines(lines) })];
}

function joinedLines(lines: readonly Script<'step'>[]): Script<'step'> {
  return lines.reduce(
    (before, line) => bash`
    ${before}
    ${line}
  `,
  );
}
