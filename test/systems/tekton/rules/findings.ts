import {
  type Assembly,
  Manifests,
  RepositoryFiles,
  TerraformConfig,
  readManifests,
  readOnce,
} from '../../../../lib/assembly';
import { type Example, type Rule, assemblyOf, checkSchemas } from '../../../../lib/audit';
import { Platform } from '../../../../lib/model';
import { tektonRules } from '../../../../lib/systems/tekton/rules';
import { lineOf, ruleOf } from '../../../rule-examples';

/** The rule of an id. */
export const rule = (id: string): Rule => ruleOf(tektonRules, id);

/** What a rule says of an example, or of YAML. */
export function findings(id: string, example: Example | string): string[] {
  const assembly = typeof example === 'string' ? sound({ manifests: example }) : soundOnce(example);
  return rule(id).check(assembly).map(lineOf);
}

const sound = (example: Example): Assembly => checkSchemas(assemblyOf(example)).sound;
/** Every error of the room looks at the same good examples. */
const soundOnce = readOnce(sound);

/** What all rules say of YAML, schemas first: `TKN001 Task …`. */
export function allFindings(text: string, environment = 'ci'): string[] {
  const { manifests } = readManifests(text, 'seed.yaml', environment);
  const assembly = {
    platform: Platform.newest,
    environments: [{ name: environment }],
    manifests: new Manifests(manifests),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  const { findings: unfit, sound } = checkSchemas(assembly);
  return [
    ...unfit.map((finding) => `${finding.rule} ${lineOf(finding)}`),
    ...tektonRules.flatMap((one) => one.check(sound).map((problem) => `${one.id} ${lineOf(problem)}`)),
  ];
}
