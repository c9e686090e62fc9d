import {
  type Assembly,
  Manifests,
  RepositoryFiles,
  TerraformConfig,
  readManifests,
  readOnce,
} from '../../../../lib/assembly';
import { type Example, type Problem, type Rule, assemblyOf, checkSchemas } from '../../../../lib/audit';
import { Platform, invalid } from '../../../../lib/model';
import { tektonRules } from '../../../../lib/systems/tekton/rules';

/** A finding in one line, as people read it: `Task ci/build spec.steps[0]: message; repair`. */
export function line({ place, message, repair }: Problem): string {
  return `${[place.subject, place.path].filter((part) => part !== undefined).join(' ')}: ${message}; ${repair}`;
}

/** The rule of an id. */
export function rule(id: string): Rule {
  const found = tektonRules.find((one) => one.id === id);
  if (!found) throw invalid('rule', tektonRules.map((one) => one.id).join(', '), id);
  return found;
}

/** What a rule says of an example, or of YAML. */
export function findings(id: string, example: Example | string): string[] {
  const assembly = typeof example === 'string' ? sound({ manifests: example }) : soundOnce(example);
  return rule(id).check(assembly).map(line);
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
    ...unfit.map((finding) => `${finding.rule} ${line(finding)}`),
    ...tektonRules.flatMap((one) => one.check(sound).map((problem) => `${one.id} ${line(problem)}`)),
  ];
}
