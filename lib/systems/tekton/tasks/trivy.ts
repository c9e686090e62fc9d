import { trivy } from '../../../tools';
import { Step } from '../step';
import { commandLine, type StepWord } from './command-line';
import { type ImageScanner, type Scan } from './image-scanner';

export interface TrivyProps {
  /** Where its databases are mirrored, for clusters without internet. @default Aqua's own repositories */
  readonly databases?: trivy.Databases;
}

/** Trivy: it knows most about the packages of Linux distributions, and finds credentials for ECR by itself. */
export class Trivy implements ImageScanner {
  /** @internal */
  public readonly _reads = 'cloud';

  public constructor(private readonly props: TrivyProps = {}) {}

  /** Two steps: the report tells of everything, the gate of what is bad enough. The second finds all of it in the cache. @internal */
  public _steps(scan: Scan): readonly Step[] {
    return [this.step('report', scan, trivy.report(scan)), this.step('gate', scan, trivy.gate(scan))];
  }

  private step(name: string, scan: Scan, words: readonly StepWord[]): Step {
    const { image, program } = scan.tools.tool('trivy');
    return Step.command({
      name,
      image,
      command: [program],
      args: commandLine(words),
      env: { ...trivy.environment(scan.folder, this.props.databases), ...scan.login.env },
      resources: scan.resources,
      volumeMounts: [scan.mount, ...scan.login.mounts],
    });
  }
}
