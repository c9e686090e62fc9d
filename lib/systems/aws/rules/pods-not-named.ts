import { problem, type Rule } from '../../../audit';
import { type Statement, listOf } from '../policy-document';
import { roleTrusting } from './examples';
import { trustPolicies } from './policies';

/** The session tags by which EKS Pod Identity says for which pod it asks. */
const TAGS = ['eks-cluster-arn', 'kubernetes-namespace', 'kubernetes-service-account'];
const PODS = 'pods.eks.amazonaws.com';

const podRole = (tags: readonly string[]): Rule['good'] =>
  roleTrusting({
    Principal: { Service: PODS },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: { StringEquals: Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, 'x'])) },
  });

export const podsNotNamed: Rule = {
  id: 'OID071',
  severity: 'warning',
  title: 'a role for pods does not say for which pods',
  why: 'whoever may associate roles with ServiceAccounts hands this one to pods that were never meant to have it',
  repair: 'ask for the request tags of cluster, namespace and ServiceAccount with StringEquals',
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
  good: podRole(TAGS),
  bad: podRole(TAGS.slice(0, 1)),
  check: (assembly) =>
    trustPolicies(assembly).flatMap(({ resource, document, path }) =>
      document.Statement.filter(letsPodsIn).flatMap((statement) => {
        const asked = keysOf(statement);
        const open = TAGS.filter((tag) => !asked.has(`aws:requesttag/${tag}`) && !asked.has(OTHER_KEYS[tag] ?? ''));
        if (open.length === 0) return [];
        const message = `it asks for no ${open.join(', ')} of the pod`;
        return problem(resource, message, `ask for ${open.map((tag) => `aws:RequestTag/${tag}`).join(', ')}`, path);
      }),
    ),
};

/** The cluster can also be asked for as the source of the request. */
const OTHER_KEYS: Readonly<Record<string, string>> = { 'eks-cluster-arn': 'aws:sourcearn' };

function letsPodsIn({ Effect, Principal }: Statement): boolean {
  if (Effect !== 'Allow' || Principal === undefined || Principal === '*') return false;
  return listOf(Principal['Service']).includes(PODS);
}

function keysOf({ Condition = {} }: Statement): ReadonlySet<string> {
  return new Set(Object.values(Condition).flatMap((values) => Object.keys(values).map((key) => key.toLowerCase())));
}
