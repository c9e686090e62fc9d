import { bytes } from './bytes/engine';
import { commands } from './commands/engine';
import { differential } from './differential/engine';
import { dockerfile } from './dockerfile/engine';
import { type Engine } from './engine';
import { gitlab } from './gitlab/engine';
import { helm } from './helm/engine';
import { kubernetes } from './kubernetes/engine';
import { kustomize } from './kustomize/engine';
import { kyverno } from './kyverno/engine';
import { kyvernoKeyless } from './kyverno/keyless';
import { kyvernoSignatures } from './kyverno/signatures';
import { monitoring } from './monitoring/engine';
import { published } from './package/engine';
import { promotion } from './promotion/engine';
import { rolloutsController } from './rollouts/controller/engine';
import { rollouts } from './rollouts/engine';
import { secrets } from './secrets/engine';
import { styles } from './styles/engine';
import { tekton } from './tekton/engine';
import { terraform } from './terraform/engine';
import { terrain } from './terraform/terrain';
import { workflows } from './workflows/engine';

/** All engines, in the order of the report. */
export const ENGINES: readonly Engine[] = [
  tekton,
  terraform,
  terrain,
  kubernetes,
  rollouts,
  rolloutsController,
  kyverno,
  kyvernoSignatures,
  kyvernoKeyless,
  kustomize,
  helm,
  styles,
  monitoring,
  secrets,
  workflows,
  gitlab,
  dockerfile,
  differential,
  bytes,
  commands,
  promotion,
  published,
];
