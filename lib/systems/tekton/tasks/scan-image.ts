import { type Construct } from 'constructs';
import { type Severity, Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { type Step } from '../step';
import { Task, type TaskInput } from '../task';
import { Volume, type Volumes } from '../volume';
import { Workspace, type WorkspaceFolder, type Workspaces } from '../workspace';
import { declared } from './declared';
import { handOn } from './hand-on';
import { type ImageScanner } from './image-scanner';
import { type ReadyTaskProps } from './ready-task';
import { type RegistryAccess, type RegistryAuth } from './registry-auth';
import { Trivy } from './trivy';

export interface ScanImageProps<W extends Workspaces> extends ReadyTaskProps {
  /** How the task gets into the registry. */
  readonly auth: RegistryAuth<W>;
  /** What scans. @default new Trivy() */
  readonly scanner?: ImageScanner;
  /** The least severity that fails the task. @default 'high' */
  readonly failOn?: Severity;
  /** Whether vulnerabilities that nobody has mended yet are left out: a gate that nobody can pass is soon taken away. @default true */
  readonly ignoreUnfixed?: boolean;
}

const PARAMS = { image: Param.image({ description: 'The image, by digest.' }) };
const RESULTS = { scanned: Result.image('The image, once it has passed.') };
const WORKSPACES = { reports: Workspace.required({ description: 'Where the report is left: scan.sarif.' }) };

/**
 * Looks for known vulnerabilities in an image and fails where one is bad enough. The report is left in the workspace as
 * `scan.sarif`, pass or fail. What needs the gate takes the image from the result `scanned`.
 */
export class ScanImage<W extends Workspaces = Workspaces> extends Task<
  typeof PARAMS,
  typeof RESULTS,
  typeof WORKSPACES & W,
  Volumes
> {
  public constructor(scope: Construct, id: string, props: ScanImageProps<W>) {
    const { scanner = new Trivy(), auth } = props;
    const access = auth._access(scanner._reads);
    super(scope, id, {
      ...props,
      name: props.name ?? 'scan-image',
      description: props.description ?? 'Looks for known vulnerabilities in an image.',
      params: PARAMS,
      results: RESULTS,
      workspaces: { ...WORKSPACES, ...auth.workspaces },
      volumes: { cache: Volume.emptyDir(), ...access.volumes },
      steps: (input) => steps({ props, scanner, access }, input, input.workspaces.reports),
    });
  }
}

interface Choices {
  readonly props: ScanImageProps<Workspaces>;
  readonly scanner: ImageScanner;
  readonly access: RegistryAccess;
}

function steps(
  { props, scanner, access }: Choices,
  { params, results, workspaces, volumes }: TaskInput<typeof PARAMS, typeof RESULTS, Workspaces, Volumes>,
  reports: WorkspaceFolder,
): readonly Step[] {
  const { tools = Toolbox.standard, resources = { cpu: '500m', memory: '1Gi' } } = props;
  const { failOn = 'high', ignoreUnfixed = true } = props;
  const login = access.login({ tools, volumes, workspaces });
  const { image } = params;
  const sarif = reports.file('scan.sarif');
  const cache = { folder: FOLDER, mount: declared(volumes, 'cache').at(FOLDER) };
  return [
    ...login.steps,
    ...scanner._steps({ image, failOn, ignoreUnfixed, sarif, login, tools, resources, ...cache }),
    handOn(tools, image, results.scanned),
  ];
}

const FOLDER = '/cache';
