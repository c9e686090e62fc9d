import { type Construct } from 'constructs';
import { type PredicateType, type SigningIdentity } from '../../../model';
import { cosign, Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { type Volumes } from '../volume';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { commandLine } from './command-line';
import { handOn } from './hand-on';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAccess, type RegistryAuth } from './registry-auth';
import { type Signer } from './signer';
import { type Statement } from './statement';

export interface AttestImageProps<W extends Workspaces> extends ReadyTaskProps {
  /** How the task gets into the registry. */
  readonly auth: RegistryAuth<W>;
  /** Who signs. */
  readonly signer: Signer;
  /** What is said of the image, such as `sbom.statement`. */
  readonly statement: Statement;
}

const PARAMS = { image: Param.image({ description: 'The image, by digest.' }) };
const RESULTS = { attested: Result.image('The image, once the statement is signed.') };
const WORKSPACES = { reports: Workspace.required({ description: 'Where the statement lies.', readOnly: true }) };

/** Signs a statement about an image with cosign, such as its bill of materials, and keeps it beside the image. */
export class AttestImage<W extends Workspaces = Workspaces> extends Task<
  typeof PARAMS,
  typeof RESULTS,
  typeof WORKSPACES & W,
  Volumes
> {
  /** What policies trust. */
  public readonly signsAs: SigningIdentity;
  /** What policies may ask for. */
  public readonly predicate: PredicateType;

  public constructor(scope: Construct, id: string, props: AttestImageProps<W>) {
    const { auth, signer, statement } = props;
    const access = auth._access('cloud');
    super(scope, id, {
      ...props,
      name: props.name ?? 'attest-image',
      description: props.description ?? 'Signs a statement about an image.',
      params: PARAMS,
      results: RESULTS,
      workspaces: { ...WORKSPACES, ...auth.workspaces },
      volumes: { ...signer._volumes, ...access.volumes },
      steps: (input) => steps(props, access, input, input.workspaces.reports),
    });
    this.signsAs = signer.signsAs;
    this.predicate = statement.type;
  }
}

function steps(
  { signer, statement, tools = Toolbox.standard, resources }: AttestImageProps<Workspaces>,
  access: RegistryAccess,
  { params, results, workspaces, volumes }: TaskInput<typeof PARAMS, typeof RESULTS, Workspaces, Volumes>,
  reports: WorkspaceFolder,
): readonly Step[] {
  const login = access.login({ tools, volumes, workspaces });
  const { image, program } = tools.tool('cosign');
  const attest = cosign.attest({
    image: params.image,
    type: statement.type.cosignType,
    predicate: reports.file(statement.file),
    with: signer._with,
    services: signer._services,
    cloudCredentials: login.folder === undefined,
  });
  return [
    ...login.steps,
    Step.command({
      name: 'attest',
      image,
      command: [program],
      args: commandLine(attest),
      env: { ...signer._env, ...login.env },
      resources: resources ?? { memory: '512Mi' },
      volumeMounts: [...signer._mounts(volumes), ...login.mounts],
    }),
    handOn(tools, params.image, results.attested),
  ];
}
