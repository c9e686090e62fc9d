import { type Severity, type Toolbox } from '../../../tools';
import { type ImageRef, type StringRef } from '../reference';
import { type Resources } from '../resources';
import { type Step } from '../step';
import { type VolumeMount } from '../volume';
import { type Login, type RegistryReader } from './registry-auth';

/** One scan, as a scanner gets it. */
export interface Scan {
  readonly image: ImageRef<'step'>;
  readonly failOn: Severity;
  readonly ignoreUnfixed: boolean;
  /** The file for the report. */
  readonly sarif: StringRef<'step'>;
  readonly login: Login;
  /** A writable folder for the database. */
  readonly folder: string;
  readonly mount: VolumeMount;
  readonly tools: Toolbox;
  readonly resources: Resources;
}

/** What looks for known vulnerabilities in an image: `Trivy` or `Grype`. */
export interface ImageScanner {
  /** Where it finds registry credentials. @internal */
  readonly _reads: RegistryReader;
  /** The steps that write the report and fail where something is bad enough. @internal */
  _steps(scan: Scan): readonly Step[];
}
