import { problem, type Rule } from '../../../audit';
import { boundWorkspaces } from '../run-bindings';
import { tryFileNames } from '../secret-files';
import { example, oneStep, pipeline, run } from './examples';

const clone = oneStep({ args: ['$(workspaces.ssh-directory.path)'] }, { workspaces: [{ name: 'ssh-directory' }] });
const delivery = pipeline({
  workspaces: [{ name: 'ssh-directory' }],
  tasks: [{ name: 'clone', taskRef: { name: 'go-test' }, workspaces: [{ name: 'ssh-directory' }] }],
});
const items = [
  { key: 'ssh-privatekey', path: 'id_rsa' },
  { key: 'known_hosts', path: 'known_hosts' },
];
const bound = (secret: { secretName: string; items?: typeof items }): object =>
  run({ workspaces: [{ name: 'ssh-directory', secret }] });

export const sshKeyUnnamed: Rule = {
  id: 'TKN062',
  severity: 'warning',
  title: 'an SSH key is bound without the names that ssh looks for',
  why: 'a Secret of type kubernetes.io/ssh-auth holds ssh-privatekey, and ssh reads id_rsa; without known_hosts it asks, and nobody answers',
  repair: 'map the keys with items: ssh-privatekey to id_rsa, and known_hosts',
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#ssh-authentication-secrets',
  good: example(clone, delivery, bound({ secretName: 'github', items })),
  bad: example(clone, delivery, bound({ secretName: 'github' })),
  check: (assembly) => {
    const seen = new Set<object>();
    return boundWorkspaces(assembly).flatMap(({ run: one, name, binding, path }) => {
      if (!binding.secret || !/(^|[-_])ssh([-_]|$)/.test(name) || seen.has(binding)) return [];
      seen.add(binding);
      const files = { secret: binding.secret.secretName, items: binding.secret.items };
      const names = tryFileNames(assembly, one.manifest, one.namespace, files) ?? [];
      const missing = [
        ...(names.some((file) => file.startsWith('id_')) ? [] : ['id_rsa']),
        ...(names.includes('known_hosts') ? [] : ['known_hosts']),
      ];
      if (missing.length === 0) return [];
      return problem(
        one.manifest,
        `the workspace "${binding.name}" is read by ssh, and nothing maps a key of its Secret to ${missing.join(' and ')}`,
        `add items for ${missing.join(' and ')}`,
        path,
      );
    });
  },
};
