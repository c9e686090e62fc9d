import { type Manifest, kindOf } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';

const example = (name: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }, ports: [{ port: 80 }] }
`,
});

interface Form {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly words: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN: Form = {
  pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`),
  longest: 253,
  words: 'lower-case letters, digits, "-" and "."',
};
const NAME: Form = { pattern: new RegExp(`^${LABEL}$`), longest: 63, words: 'lower-case letters, digits and "-"' };
const SEGMENT: Form = { pattern: /^(?!\.\.?$)[^/%]+$/, longest: Infinity, words: 'anything but "/" and "%"' };

/** Most kinds take a DNS subdomain; pods of the kinds here carry the name on, with something behind it. */
const FORMS: Readonly<Record<string, Form>> = {
  Namespace: NAME,
  Service: { ...NAME, pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, words: `${NAME.words}, beginning with a letter` },
  'apps/StatefulSet': NAME,
  'batch/CronJob': { ...SUBDOMAIN, longest: 52 },
  'batch/Job': { ...SUBDOMAIN, longest: 63 },
  'rbac.authorization.k8s.io/Role': SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': SEGMENT,
};

export const nameInvalid: Rule = {
  id: 'KUB028',
  severity: 'error',
  title: 'an object has a name that its kind does not allow',
  why: 'the API server refuses it, and what refers to it waits for it',
  repair: 'use a name of the form that the kind takes',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  good: example('order-api'),
  bad: example('order_api'),
  check: ({ manifests }) =>
    manifests.all.flatMap((manifest) => {
      const { name, generateName } = manifest.object.metadata;
      if (isForClient(manifest) || (name === undefined && generateName !== undefined)) return [];
      const form = FORMS[kindOf(manifest.object)] ?? SUBDOMAIN;
      if (name !== undefined && form.pattern.test(name) && name.length <= form.longest) return [];
      const longest = Number.isFinite(form.longest) ? ` up to ${form.longest}` : '';
      return [
        problem(
          manifest,
          name === undefined ? 'it has no name' : `"${name}" is no name for a ${manifest.object.kind}`,
          `use${longest} ${form.words}`,
          'metadata.name',
        ),
      ];
    }),
};

/** What kustomize reads needs no name. */
function isForClient({ object }: Manifest): boolean {
  return object.apiVersion.startsWith('kustomize.config.k8s.io/');
}
