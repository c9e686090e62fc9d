import { problem, type Rule } from '../../../audit';
import { type RemoteRefInPlace, remoteRefs } from '../remote-refs';
import { example, pipeline } from './examples';

const fetching = (revision: string): object => {
  const params = [
    { name: 'url', value: 'https://github.com/acme/tasks.git' },
    { name: 'revision', value: revision },
    { name: 'pathInRepo', value: 'go-test.yaml' },
  ];
  return pipeline({ tasks: [{ name: 'test', taskRef: { resolver: 'git', params } }] });
};

export const remoteUnpinned: Rule = {
  id: 'TKN039',
  severity: 'warning',
  title: 'a remote task is not pinned to one content',
  why: 'whoever can move the branch, tag or file changes what runs here with the credentials of this pipeline',
  repair: 'name the commit, the digest or the exact version',
  reference: 'https://tekton.dev/docs/pipelines/git-resolver/',
  good: example(fetching('0b7d3f5c2a9e41d68c1f7e0a4b8d2c6f9e3a5b71')),
  bad: example(fetching('main')),
  check: (assembly) =>
    remoteRefs(assembly).flatMap((ref) => {
      const pin = PINS[ref.resolver];
      const value = pin && ref.params.get(pin.param);
      if (!pin || value?.includes('$(') === true || (value !== undefined && pin.form.test(value))) return [];
      if (value === undefined && ref.resolver === 'hub') return [];
      const got = value === undefined ? `has no ${pin.param}` : `has the ${pin.param} "${value}"`;
      return problem(
        ref.manifest,
        `the ${nounOf(ref)} from the ${ref.resolver} resolver ${got}, which can change its content`,
        pin.repair,
        `${ref.path}.params`,
      );
    }),
};

/** Without its version the hub resolver does not work at all: another rule says so. */
const PINS: Readonly<Record<string, { readonly param: string; readonly form: RegExp; readonly repair: string }>> = {
  git: { param: 'revision', form: /^([0-9a-f]{40}|[0-9a-f]{64})$/, repair: 'write the full commit as revision' },
  bundles: { param: 'bundle', form: /@sha256:[0-9a-f]{64}$/, repair: 'write the digest behind the bundle: @sha256:…' },
  http: { param: 'digest', form: /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/, repair: 'give the param digest' },
  hub: { param: 'version', form: /^v?\d+\.\d+(\.\d+)?([-+].+)?$/, repair: 'write one version, not a range' },
};

function nounOf({ kind }: RemoteRefInPlace): string {
  return kind === 'stepaction' ? 'StepAction' : kind;
}
