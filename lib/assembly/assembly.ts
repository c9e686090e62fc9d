import { type Platform } from '../model';
import { type Manifests } from './manifests';
import { type RepositoryFiles } from './repository-files';
import { type TerraformConfig } from './terraform-config';

/** A place where one set of manifests is applied, and what is known of it from outside. */
export interface EnvironmentFacts {
  readonly name: string;
  /** The issuer of ServiceAccount tokens in its cluster, when the program says which cluster that is. */
  readonly issuer?: string;
}

/** What a program synthesizes, or what was read from a folder: plain data, the only thing that rules see. */
export interface Assembly {
  readonly platform: Platform;
  readonly environments: readonly EnvironmentFacts[];
  readonly manifests: Manifests;
  readonly terraform: TerraformConfig;
  readonly files: RepositoryFiles;
}
