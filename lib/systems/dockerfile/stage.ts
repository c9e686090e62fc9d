import { invalid, type PinnedImage } from '../../model';
import { type Instruction } from './instruction';

export interface StageProps {
  /** What other stages call it, in lower case. */
  readonly name: string;
  /** What it begins with. */
  readonly from: PinnedImage | Stage;
  /**
   * Whether it runs on the machine that builds, whatever the image is made for: programs that compile for any platform
   * then need no emulation.
   * @default false
   */
  readonly onBuilder?: boolean;
  /** Its steps, those that change least first. */
  readonly steps: readonly Instruction[];
}

/** One part of a Dockerfile: a file system that later parts may copy from. */
export class Stage {
  public readonly name: string;

  /** Throws `Stage.name: …` for a name that Docker does not take. */
  public constructor(private readonly props: StageProps) {
    const { name } = props;
    if (!/^[a-z][a-z0-9_.-]*$/.test(name)) {
      throw invalid('Stage.name', 'a lower-case letter, then letters, digits, ".", "_" and "-"', name);
    }
    this.name = name;
  }

  /** The paths of the build's context that it reads. @internal */
  public get _paths(): readonly string[] {
    return this.props.steps.flatMap(({ _taken }) => _taken.paths);
  }

  /** The stages that it reads. @internal */
  public get _stages(): readonly Stage[] {
    const { from, steps } = this.props;
    return [...(from instanceof Stage ? [from] : []), ...steps.flatMap(({ _taken }) => _taken.stages)];
  }

  /** @internal */
  public _render(): string {
    const { from, onBuilder = false, steps } = this.props;
    const base = from instanceof Stage ? from.name : from.reference;
    const platform = onBuilder ? '--platform=$BUILDPLATFORM ' : '';
    return [`FROM ${platform}${base} AS ${this.name}`, ...steps.map((step) => step._render())].join('\n');
  }
}
