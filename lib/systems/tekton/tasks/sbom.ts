import { type Construct } from 'constructs';
import { PredicateType } from '../../../model';
import { syft, Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { Volume, type Volumes } from '../volume';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { commandLine } from './command-line';
import { declared } from './declared';
import { handOn } from './hand-on';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAccess, type RegistryAuth } from './registry-auth';
import { type Statement } from './statement';

export interface SbomProps<W extends Workspaces> extends ReadyTaskProps {
  /** How the task gets into the registry. */
  readonly auth: RegistryAuth<W>;
  /** The form of the bill of materials. @default 'spdx' */
  readonly format?: 'spdx' | 'cyclonedx';
}

const PARAMS = { image: Param.image({ description: 'The image, by digest.' }) };
const RESULTS = { described: Result.image('The image, once its bill of materials is written.') };
const WORKSPACES = { reports: Workspace.required({ description: 'Where the bill of materials is left.' }) };

const FORMATS = {
  spdx: { output: 'spdx-json', file: 'sbom.spdx.json', type: PredicateType.spdx },
  cyclonedx: { output: 'cyclonedx-json', file: 'sbom.cdx.json', type: PredicateType.cycloneDx },
} as const;

/** Lists what an image is made of with Syft, and leaves the list in the workspace, for `AttestImage` to sign. */
export class Sbom<W extends Workspaces = Workspaces> extends Task<
  typeof PARAMS,
  typeof RESULTS,
  typeof WORKSPACES & W,
  Volumes
> {
  /** What `AttestImage` can sign: the file in the workspace, and its type. */
  public readonly statement: Statement;

  public constructor(scope: Construct, id: string, props: SbomProps<W>) {
    const { auth } = props;
    const access = auth._access('docker config');
    super(scope, id, {
      ...props,
      name: props.name ?? 'sbom',
      description: props.description ?? 'Lists what an image is made of.',
      params: PARAMS,
      results: RESULTS,
      workspaces: { ...WORKSPACES, ...auth.workspaces },
      volumes: { scratch: Volume.emptyDir(), ...access.volumes },
      steps: (input) => steps(props, access, input, input.workspaces.reports),
    });
    const { file, type } = FORMATS[props.format ?? 'spdx'];
    this.statement = { file, type };
  }
}

function steps(
  props: SbomProps<Workspaces>,
  access: RegistryAccess,
  { params, results, workspaces, volumes }: TaskInput<typeof PARAMS, typeof RESULTS, Workspaces, Volumes>,
  reports: WorkspaceFolder,
): readonly Step[] {
  const { tools = Toolbox.standard, resources = { cpu: '500m', memory: '1Gi' } } = props;
  const login = access.login({ tools, volumes, workspaces });
  const { output, file } = FORMATS[props.format ?? 'spdx'];
  const scan = syft.scan({ image: params.image, format: output, file: reports.file(file) });
  const { image, program } = tools.tool('syft');
  return [
    ...login.steps,
    Step.command({
      name: 'list',
      image,
      command: [program],
      args: commandLine(scan),
      env: { ...syft.environment(FOLDER), ...login.env },
      resources,
      volumeMounts: [declared(volumes, 'scratch').at(FOLDER), ...login.mounts],
    }),
    handOn(tools, params.image, results.described),
  ];
}

const FOLDER = '/scratch';
