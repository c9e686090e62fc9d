import { type Toolbox } from '../../../tools';
import { type Certificates } from '../certificates';
import { type ObjectProps } from '../object-props';
import { type Resources } from '../resources';

/** What every ready task has. */
export interface ReadyTaskProps extends Partial<ObjectProps> {
  /** The tools that it runs, and where their images come from. @default Toolbox.standard */
  readonly tools?: Toolbox;
  /** What its main step needs of its node. @default enough for a service of common size */
  readonly resources?: Resources;
  /** Whom its tools believe when they open a TLS connection. @default those that their images know */
  readonly certificates?: Certificates;
}
