import { problem, type Rule } from '../../../audit';
import { type Statement, listOf } from '../policy-document';
import { roleTrusting } from './examples';
import { trustPolicies } from './policies';

const ASSUME = { Action: 'sts:AssumeRole' };

export const anyAccountAssumes: Rule = {
  id: 'OID070',
  severity: 'error',
  title: 'whoever has an AWS account can assume a role',
  why: 'the principal "*" is every identity of every account, and nothing that the caller cannot choose narrows it',
  repair: 'name the account, the role or the service that is meant as the principal',
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
  good: roleTrusting({ ...ASSUME, Principal: { Service: ['pods.eks.amazonaws.com'] }, Condition: pods() }),
  bad: roleTrusting({ ...ASSUME, Principal: '*' }),
  check: (assembly) =>
    trustPolicies(assembly).flatMap(({ resource, document, path }) =>
      document.Statement.filter(isOpen).map(() =>
        problem(
          resource,
          'every identity of every AWS account can assume the role',
          'name the account, role or service that is meant',
          path,
        ),
      ),
    ),
};

function pods(): Statement['Condition'] {
  return { StringEquals: { 'aws:RequestTag/kubernetes-namespace': ['ci'] } };
}

function isOpen({ Effect, Principal, Action, Condition = {} }: Statement): boolean {
  const anybody = Principal === '*' || (Principal !== undefined && listOf(Principal['AWS']).includes('*'));
  const assumes = listOf(Action).some((action) => /^(sts:assumerole|sts:\*|\*)$/i.test(action));
  const keys = Object.values(Condition).flatMap((values) => Object.keys(values));
  return Effect === 'Allow' && anybody && assumes && !keys.some((key) => NOT_THE_CALLERS_CHOICE.test(key));
}

/** What AWS says of the caller; request tags and session names are what he says of himself. */
const NOT_THE_CALLERS_CHOICE = /^(aws:(principal(?!tag)|source|userid|calledvia|via)|sts:externalid|saml:)/i;
