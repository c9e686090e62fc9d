import { type Example, assemblyOf } from '../../../lib/audit';
import { gitlabRules } from '../../../lib/systems/gitlab/rules';
import { ci, PINNED, running } from '../../../lib/systems/gitlab/rules/examples';

/** The ids of all rules that find something, each with the line. */
function found(example: Example, ...ids: readonly string[]): readonly string[] {
  const assembly = assemblyOf(example);
  return gitlabRules
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .flatMap((rule) => rule.check(assembly).map(({ place }) => `${rule.id}:${place.origin.line ?? 0}`));
}

const FOUND: readonly (readonly [string, Example, readonly string[], readonly string[]])[] = [
  [
    'on and jobs at the top, which YAML 1.1 reads as true',
    ci('on: [push]\njobs:\n  test:\n    steps: []\n'),
    ['GLC001'],
    ['GLC001:2'],
  ],
  [
    'a field of GitHub in a job',
    ci('test:\n  runs-on: ubuntu-latest\n  script: [make]\n'),
    [],
    ['GLC001:2', 'GLC022:1'],
  ],
  ['a job that runs nothing', ci('test:\n  image: alpine\n'), ['GLC002'], ['GLC002:1']],
  [
    'a removed token in a variable',
    ci('test:\n  variables: { JWT: "$CI_JOB_JWT_V1" }\n  script: [make]\n'),
    ['GLC003'],
    ['GLC003:2'],
  ],
  [
    'a daemon without TLS, by an empty folder and by the open port',
    ci(`
open:
  services: ["docker:29-dind"]
  variables: { DOCKER_TLS_CERTDIR: "" }
  script: [docker build .]
plain:
  services: [{ name: "docker:29-dind" }]
  variables: { DOCKER_HOST: "tcp://docker:2375", DOCKER_TLS_CERTDIR: /certs, DOCKER_TLS_VERIFY: "1" }
  script: [docker build .]
`),
    ['GLC005'],
    ['GLC005:2', 'GLC005:6'],
  ],
  [
    'only beside rules, inherited from a hidden job',
    ci('.main:\n  only: [main]\ntest:\n  extends: .main\n  rules: [{ when: always }]\n  script: [make]\n'),
    ['GLC007'],
    ['GLC007:2'],
  ],
  [
    'images of default and of services',
    ci(`default:\n  image: golang:1.26\na: { script: [make] }\nb: { script: [make], services: ["postgres:18"] }\n`),
    ['GLC009'],
    ['GLC009:2', 'GLC009:4'],
  ],
  [
    'an image past its end that two jobs inherit, and the daemon beside one',
    ci(
      `default:\n  image: golang:1.22\na: { script: [make] }\nb: { script: [make], services: [{ name: "docker:24-dind" }] }\n`,
    ),
    ['GLC030'],
    ['GLC030:2', 'GLC030:4'],
  ],
  [
    'jobs that wait for each other',
    ci('a: { needs: [b], script: [make] }\nb: { needs: [a], script: [make] }\n'),
    ['GLC012'],
    ['GLC012:1', 'GLC012:2'],
  ],
  [
    'a need of a later stage',
    ci('stages: [one, two]\na: { stage: one, needs: [b], script: [make] }\nb: { stage: two, script: [make] }\n'),
    ['GLC013'],
    ['GLC013:2'],
  ],
  [
    'a token for another audience',
    ci('s:\n  id_tokens: { SIGSTORE_ID_TOKEN: { aud: other } }\n  script: [cosign sign -y "$IMAGE"]\n'),
    ['GLC014'],
    ['GLC014:3'],
  ],
  [
    'a key of AWS in a variable of a job',
    ci('a:\n  variables:\n    KEY: AKIAABCDEFGHIJKLMNOP\n  script: [make]\n'),
    ['GLC017'],
    ['GLC017:3'],
  ],
  [
    'a push from a merge request, by the rules of the workflow',
    ci(`
workflow:
  rules: [{ if: $CI_MERGE_REQUEST_IID }, { if: $CI_COMMIT_BRANCH == "main" }]
build:
  script:
    - |
      set -e
      buildah push "$IMAGE"
`),
    ['GLC018'],
    ['GLC018:3'],
  ],
  [
    'a deployment from a merge request',
    ci('d:\n  only: [merge_requests]\n  script: [helm upgrade api .]\n'),
    ['GLC018'],
    ['GLC018:2'],
  ],
  [
    'a project at its default branch and an address',
    ci('include:\n  - { project: acme/ci, file: /go.yml }\n  - https://example.com/ci.yml\n'),
    ['GLC026'],
    ['GLC026:2', 'GLC026:3'],
  ],
  [
    'what a reference brings',
    ci('.login:\n  script: ["docker login -p $P r"]\na:\n  script:\n    - !reference [.login, script]\n    - make\n'),
    ['GLC010'],
    ['GLC010:2'],
  ],
  [
    'what a local include brings, and merges',
    ci('include: [{ local: /.gitlab/go.yml }]\ntest:\n  image: alpine\n', {
      '.gitlab/go.yml': 'test:\n  script: [git push]\n',
    }),
    ['GLC009', 'GLC021', 'GLC027'],
    ['GLC009:3', 'GLC021:2', 'GLC027:2'],
  ],
  [
    'the list of inputs of a component',
    ci('test: { script: [make] }\n', {
      '.gitlab/c.yml': 'spec:\n  inputs: {}\n---\nbuild:\n  image: golang:1\n  script: [make]\n',
    }),
    ['GLC009'],
    ['GLC009:5'],
  ],
];

test.each(FOUND)('finds %s', (_, example, ids, expected) => {
  expect(found(example, ...ids)).toEqual(expected);
});

const SILENT: readonly (readonly [string, Example, readonly string[]])[] = [
  ['a path of a group', running('docker push $CI_REGISTRY/acme/api:1'), ['GLC004']],
  [
    'what another project may bring',
    ci(
      'include: [{ project: acme/ci, ref: main, file: /a.yml }]\nbuild:\n  extends: .go\n  needs: [other]\n  stage: own\n',
    ),
    ['GLC002', 'GLC012', 'GLC013', 'GLC022'],
  ],
  [
    'a job whose template is elsewhere',
    ci(
      'include: [{ remote: "https://example.com/a.yml" }]\nsign:\n  extends: .s\n  script: [cosign sign -y "$IMAGE"]\n',
    ),
    ['GLC014'],
  ],
  ['a variable that may hold a digest', running('cosign sign --key k.pem "$IMAGE"'), ['GLC025']],
  [
    'programs that were downloaded',
    ci('d:\n  image: alpine\n  script: [wget https://example.com/kustomize, kustomize build .]\n'),
    ['GLC027'],
  ],
  [
    'a password of the test database',
    ci('t:\n  variables: { POSTGRES_PASSWORD: test }\n  script: [make]\n'),
    ['GLC017'],
  ],
  ['a secret by reference', ci('t:\n  variables: { API_TOKEN: $OTHER }\n  script: [make]\n'), ['GLC017']],
  [
    'rules that files decide',
    ci('b:\n  script: [docker push x]\n  rules: [{ if: $CI_MERGE_REQUEST_IID, changes: [Dockerfile] }]\n'),
    ['GLC018'],
  ],
  ['templates of issues, which are no pipelines', { files: { '.gitlab/issue_templates/a.yml': 'x: [' } }, []],
  [
    'settings of an agent',
    { files: { '.gitlab/agents/eks/config.yaml': 'user_access:\n  projects: [{ id: a/b }]\n' } },
    [],
  ],
  ['a map of routes', { files: { '.gitlab/route-map.yml': '- source: /docs/(.+)\n  public: /\\1\n' } }, []],
  ['names of a tool', { files: { '.gitlab/changelog.yml': 'names:\n  fix: Bug fixes\ndefault_scope: other\n' } }, []],
  [
    'a need of another pipeline',
    ci('a:\n  needs: [{ project: acme/x, job: b, ref: main }, { pipeline: $P, job: c }]\n  script: [make]\n'),
    ['GLC012'],
  ],
  [
    'a default that a job does not take',
    ci('default: { image: golang:1 }\na:\n  inherit: { default: false }\n  script: [make]\n'),
    ['GLC009'],
  ],
  ['the pinned image', ci(`a:\n  image: ${PINNED}\n  interruptible: true\n  script: [make]\n`), []],
];

test.each(SILENT)('says nothing of %s', (_, example, ids) => {
  expect(found(example, ...ids)).toEqual([]);
});
