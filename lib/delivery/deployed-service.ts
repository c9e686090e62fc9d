import { type ImageRepository, type PinnedImage } from '../model';
import { type Environment } from '../program';
import { RolledOutService, type RolledOutServiceProps } from '../systems/rollouts';
import { GuardedFolder, type GuardedFolderProps } from './guarded-folder';

/** What a service is, whichever image runs and however a new version comes in. */
export type ServiceProps = Omit<RolledOutServiceProps, 'name' | 'image' | 'strategy'>;

export interface DeployedServiceProps extends GuardedFolderProps {
  /** The service, with how a new version comes in. */
  readonly service: ServiceProps & Pick<RolledOutServiceProps, 'strategy'>;
  /**
   * Other images that may run beside it.
   * @default those of the Jobs that its gates start
   */
  readonly alsoAllowed?: readonly (ImageRepository | PinnedImage)[];
}

/** A service in one environment that Argo Rollouts lets in, in a folder with its namespace and its policies. */
export class DeployedService extends GuardedFolder {
  public readonly workload: RolledOutService;

  /** Throws what the constructs in it throw for their props. */
  public constructor(environment: Environment, name: string, props: DeployedServiceProps) {
    const { service, image, alsoAllowed = imagesOfGates(service.strategy) } = props;
    super(environment, name, { ...props, alsoAllowed });
    this.workload = new RolledOutService(this.resources, 'service', { ...service, name, image });
  }
}

/** The images of the Jobs that are started beside the service: admission judges them like its own. */
function imagesOfGates(strategy: RolledOutServiceProps['strategy']): readonly (ImageRepository | PinnedImage)[] {
  return 'gates' in strategy ? strategy.gates.flatMap(({ image }) => image ?? []) : [];
}
