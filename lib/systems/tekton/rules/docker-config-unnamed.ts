import { problem, type Rule } from '../../../audit';
import { dockerConfigs } from '../docker-config';
import { tryFileNames } from '../secret-files';
import { example, oneStep } from './examples';

const building = (secret: object): object =>
  oneStep(
    { env: [{ name: 'DOCKER_CONFIG', value: '/auth' }], volumeMounts: [{ name: 'auth', mountPath: '/auth' }] },
    { volumes: [{ name: 'auth', secret }] },
  );
const items = [{ key: '.dockerconfigjson', path: 'config.json' }];

export const dockerConfigUnnamed: Rule = {
  id: 'TKN061',
  severity: 'warning',
  title: 'registry credentials are mounted without the name that clients look for',
  why: 'clients read config.json, a Secret of type kubernetes.io/dockerconfigjson holds .dockerconfigjson: the push is anonymous',
  repair: 'map the key with items: .dockerconfigjson to config.json',
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
  good: example(building({ secretName: 'registry', items })),
  bad: example(building({ secretName: 'registry' })),
  check: (assembly) =>
    dockerConfigs(assembly).flatMap(({ manifest, namespace, path, title, secrets }) => {
      const named = secrets.some((files) =>
        tryFileNames(assembly, manifest, namespace, files)?.includes('config.json'),
      );
      if (named) return [];
      return problem(
        manifest,
        `${title} is read as registry credentials, and nothing maps a key of its Secret to config.json`,
        'add items: [{key: .dockerconfigjson, path: config.json}]',
        path,
      );
    }),
};
