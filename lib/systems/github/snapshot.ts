import { invalid } from '../../model';
import { requireAvailable } from './availability';
import { type Condition } from './condition';
import { type Source } from './expression';

export interface SnapshotProps {
  /** The versions that are counted up, such as `2.*`. @default 1.* at first, then the next of the last one's */
  readonly version?: string;
  /** When it is taken. @default whenever the job succeeds */
  readonly if?: Condition;
}

/** The runner as a job leaves it, kept as an image that other runners start from. */
export class Snapshot {
  /** Throws `Snapshot.of: …` for a name that is none, and `Snapshot.version: …` for anything but `2.*`. */
  public static of(image: string, props: SnapshotProps = {}): Snapshot {
    if (!/^[\w][\w.-]*$/.test(image)) throw invalid('Snapshot.of', 'the name of an image', image);
    const { version } = props;
    if (version !== undefined && !/^\d+\.\*$/.test(version)) throw invalid('Snapshot.version', '"2.*"', version);
    return new Snapshot(image, props);
  }

  private constructor(
    public readonly image: string,
    private readonly props: SnapshotProps,
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    return this.props.if?.sources ?? [];
  }

  /** @internal */
  public _render(place: string): string | object {
    const { version, if: condition } = this.props;
    requireAvailable(`${place}.snapshot.if`, 'job setting', this._sources);
    if (version === undefined && condition === undefined) return this.image;
    return { 'image-name': this.image, version, if: condition?.code };
  }
}
