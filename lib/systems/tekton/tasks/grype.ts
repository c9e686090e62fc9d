import { invalid } from '../../../model';
import { grype } from '../../../tools';
import { Step } from '../step';
import { commandLine } from './command-line';
import { type ImageScanner, type Scan } from './image-scanner';

export interface GrypeProps {
  /**
   * The https address below which a mirror has `v6/latest.json`, for clusters without internet.
   * @default Anchore's own, https://grype.anchore.io/databases
   */
  readonly databases?: string;
}

/** Grype: made by the makers of Syft, it matches the same packages that the bill of materials names. */
export class Grype implements ImageScanner {
  /** @internal */
  public readonly _reads = 'docker config';

  /** Throws `Grype.databases: …` for what is no https address. */
  public constructor(private readonly props: GrypeProps = {}) {
    const { databases } = props;
    if (databases !== undefined && !/^https:\/\/[^\s?#]+[^\s?#/]$/.test(databases)) {
      throw invalid('Grype.databases', 'an https URL without a slash at its end', databases);
    }
  }

  /** @internal */
  public _steps(scan: Scan): readonly Step[] {
    const { image, program } = scan.tools.tool('grype');
    return [
      Step.command({
        name: 'gate',
        image,
        command: [program],
        args: commandLine(grype.gate(scan)),
        env: { ...grype.environment(scan.folder, this.props.databases), ...scan.login.env },
        resources: scan.resources,
        volumeMounts: [scan.mount, ...scan.login.mounts],
      }),
    ];
  }
}
