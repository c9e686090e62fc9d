import { type Broken } from '../assembly';
import { type Finding } from './finding';
import { type Example, type RuleDescription } from './rule';

const service = (port: string, apiVersion = 'v1'): Example => ({
  manifests: `
apiVersion: ${apiVersion}
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  ports:
    - ${port}
`,
});

export const unknownField: RuleDescription = {
  id: 'SCH001',
  severity: 'error',
  title: 'a field is not one of its kind',
  why: 'the API server drops it or refuses the object: what it was meant to do does not happen',
  repair: 'write the field that was meant, or remove it',
  good: service('targetPort: 8080\n      port: 80'),
  bad: service('targetport: 8080\n      port: 80'),
};

export const unfitField: RuleDescription = {
  id: 'SCH002',
  severity: 'error',
  title: 'a field has a value that its kind does not take',
  why: 'the API server refuses the object, and the other rules cannot judge it',
  repair: 'give the value the type and form that the kind asks for',
  good: service('port: 80'),
  bad: service('port: "80"'),
};

export const unknownKindRule: RuleDescription = {
  id: 'SCH003',
  severity: 'advice',
  title: 'an object is of a kind that slipway does not know',
  why: 'it was not checked: a mistake in it shows itself only in the cluster',
  repair: 'check it with the tool that owns the kind',
  good: service('port: 80'),
  bad: { manifests: service('port: 80').manifests?.replace('kind: Service', 'kind: Sevrice') },
};

export const unservedVersion: RuleDescription = {
  id: 'SCH004',
  severity: 'error',
  title: 'an object is of a version that does not serve its kind',
  why: 'the API server knows no such kind and refuses it; versions are removed as platforms are upgraded',
  repair: 'write the apiVersion that serves the kind',
  good: service('port: 80'),
  bad: service('port: 80', 'core/v1'),
};

const unreadableFile: RuleDescription = {
  id: 'SCH005',
  severity: 'error',
  title: 'a file cannot be read',
  why: 'kubectl, kustomize and GitOps controllers stop at it, and nothing of it was judged',
  repair: 'write it as YAML or JSON documents in UTF-8, each key given once',
  good: { files: { 'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: api }\n' } },
  bad: { files: { 'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: api\n' } },
};

const acceptance = (rule: string): Example => ({
  ...service('targetport: 8080\n      port: 80'),
  files: {
    'slipway.yaml': `
accepted:
  - rule: ${rule}
    reason: the field is read by a controller of our own
    owner: team shop
`,
  },
});

export const unusedAcceptanceRule: RuleDescription = {
  id: 'ACC001',
  severity: 'warning',
  title: 'a finding is accepted that is no longer found',
  why: 'the acceptance would hide the next mistake of that rule, which nobody has looked at',
  repair: 'remove the acceptance',
  good: acceptance('SCH001'),
  bad: acceptance('SCH002'),
};

export const constructValidation: RuleDescription = {
  id: 'VAL001',
  severity: 'error',
  title: "a construct's own validation complains",
  why: 'the construct is not fit to be synthesized: cdk8s and cdktf stop there too',
  repair: 'the validation was added by this construct or for it: its own documentation says what it asks for',
};

/** What the audit finds without a rule's check, in the order of their ids. */
export const builtInRules: readonly RuleDescription[] = [
  unknownField,
  unfitField,
  unknownKindRule,
  unservedVersion,
  unreadableFile,
  unusedAcceptanceRule,
  constructValidation,
];

/** The part of a finding that its rule gives. */
export function found({ id, severity }: RuleDescription): Pick<Finding, 'rule' | 'severity'> {
  return { rule: id, severity };
}

/** A text that cannot be read, as a finding. */
export function unreadable({ origin, message }: Broken): Finding {
  return { ...found(unreadableFile), place: { origin, subject: origin.file ?? '' }, message, repair: 'mend the file' };
}
