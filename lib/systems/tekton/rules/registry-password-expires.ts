import { problem, type Rule } from '../../../audit';
import { dockerConfigs } from '../docker-config';
import { example, oneStep } from './examples';

const building = (secretName: string): object =>
  oneStep(
    { env: [{ name: 'DOCKER_CONFIG', value: '/auth' }], volumeMounts: [{ name: 'auth', mountPath: '/auth' }] },
    { volumes: [{ name: 'auth', secret: { secretName, items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }] },
  );

export const registryPasswordExpires: Rule = {
  id: 'TKN066',
  severity: 'warning',
  title: 'a Secret holds a password of ECR',
  why: 'ECR gives out passwords for 12 hours: unless something renews the Secret, tomorrow every push is refused',
  repair: 'give the account an AWS role and let the credential helper of ECR ask for the password',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  good: example(building('github-registry')),
  bad: example(building('ecr-credentials')),
  check: (assembly) =>
    dockerConfigs(assembly).flatMap(({ manifest, path, title, secrets }) =>
      secrets
        .filter(({ secret = '' }) => /(^|[-.])ecr([-.]|$)/.test(secret))
        .map(({ secret }) =>
          problem(
            manifest,
            `${title} takes a password of ECR from the Secret "${secret ?? ''}", which lasts 12 hours`,
            'give the account an AWS role and use the credential helper of ECR',
            path,
          ),
        ),
    ),
};
