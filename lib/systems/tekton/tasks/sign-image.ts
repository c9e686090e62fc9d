import { type Construct } from 'constructs';
import { type SigningIdentity } from '../../../model';
import { cosign, Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { type Volumes } from '../volume';
import { type Workspaces } from '../workspace';
import { commandLine } from './command-line';
import { handOn } from './hand-on';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAccess, type RegistryAuth } from './registry-auth';
import { type Signer } from './signer';

export interface SignImageProps<W extends Workspaces> extends ReadyTaskProps {
  /** How the task gets into the registry. */
  readonly auth: RegistryAuth<W>;
  /** Who signs. */
  readonly signer: Signer;
}

const PARAMS = { image: Param.image({ description: 'The image, by digest.' }) };
const RESULTS = { signed: Result.image('The image, once it is signed.') };

/** Signs an image with cosign. The param takes a digest only: a tag could have come to mean another image. */
export class SignImage<W extends Workspaces = Workspaces> extends Task<typeof PARAMS, typeof RESULTS, W, Volumes> {
  /** What policies trust. */
  public readonly signsAs: SigningIdentity;

  public constructor(scope: Construct, id: string, props: SignImageProps<W>) {
    const { auth, signer } = props;
    const access = auth._access('cloud');
    super(scope, id, {
      ...props,
      name: props.name ?? 'sign-image',
      description: props.description ?? 'Signs an image.',
      params: PARAMS,
      results: RESULTS,
      workspaces: auth.workspaces,
      volumes: { ...signer._volumes, ...access.volumes },
      steps: (input) => steps(props, access, input),
    });
    this.signsAs = signer.signsAs;
  }
}

function steps(
  { signer, tools = Toolbox.standard, resources }: SignImageProps<Workspaces>,
  access: RegistryAccess,
  { params, results, workspaces, volumes }: TaskInput<typeof PARAMS, typeof RESULTS, Workspaces, Volumes>,
): readonly Step[] {
  const login = access.login({ tools, volumes, workspaces });
  const { image, program } = tools.tool('cosign');
  const sign = cosign.sign({
    image: params.image,
    with: signer._with,
    services: signer._services,
    cloudCredentials: login.folder === undefined,
  });
  return [
    ...login.steps,
    Step.command({
      name: 'sign',
      image,
      command: [program],
      args: commandLine(sign),
      env: { ...signer._env, ...login.env },
      resources,
      volumeMounts: [...signer._mounts(volumes), ...login.mounts],
    }),
    handOn(tools, params.image, results.signed),
  ];
}
