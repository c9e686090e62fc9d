import { grype } from '../../../tools';
import { Step } from '../step';
import { commandLine } from './command-line';
import { type ImageScanner, type Scan } from './image-scanner';

/** Grype: made by the makers of Syft, it matches the same packages that the bill of materials names. */
export class Grype implements ImageScanner {
  /** @internal */
  public readonly _reads = 'docker config';

  /** @internal */
  public _steps(scan: Scan): readonly Step[] {
    const { image, program } = scan.tools.tool('grype');
    return [
      Step.command({
        name: 'gate',
        image,
        command: [program],
        args: commandLine(grype.gate(scan)),
        env: { ...grype.environment(scan.folder), ...scan.login.env },
        resources: scan.resources,
        volumeMounts: [scan.mount, ...scan.login.mounts],
      }),
    ];
  }
}
