import { Duration } from '../../../lib/model';
import { Condition, GitLabJob, IdToken, Include, JobRule, Need } from '../../../lib/systems/gitlab';
import { plainSh } from '../../../lib/tools';
import { IMAGE, job, ON_MAIN, pipeline, PROJECT, PROPS } from './example-jobs';

const lint = job('lint', { rules: [JobRule.when(Condition.inMergeRequest)] });
const built = job('build', { outputs: ['IMAGE'] });

const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  ['no job', () => pipeline({ jobs: [] }), 'GitLabPipeline.jobs: expected at least one job, got 0'],
  [
    'two jobs of a name',
    () => pipeline({ jobs: [job('a'), job('a')] }),
    'GitLabPipeline.jobs: expected jobs of different names, got "a"',
  ],
  [
    'no workflow',
    () => pipeline({ workflow: undefined }),
    'GitLabPipeline.workflow: expected which pipelines there are, got nothing',
  ],
  [
    'the workflow of a child',
    () => pipeline({ startedBy: 'parent' }),
    'GitLabPipeline.workflow: expected none for a child pipeline, got "a workflow"',
  ],
  [
    'a need outside',
    () => pipeline({ jobs: [job('a', { needs: [built] })] }),
    'GitLabPipeline.jobs.a.needs: expected jobs of the same pipeline, got "build"; add it to jobs',
  ],
  [
    'a stage that is not listed',
    () => pipeline({ stages: ['build'] }),
    'GitLabPipeline.jobs.test.stage: expected one of build, got "test"',
  ],
  [
    'a need of a later stage',
    () => {
      const late = job('b', { stage: 'late' });
      return pipeline({ stages: ['test', 'late'], jobs: [late, job('a', { needs: [late] })] });
    },
    'GitLabPipeline.jobs.a.needs: expected jobs of the same or an earlier stage, got "b of late"',
  ],
  [
    'a need that may be absent',
    () => pipeline({ jobs: [lint, job('a', { needs: [lint] })] }),
    'GitLabPipeline.jobs.a.needs: expected jobs that are in every pipeline that a is in, got "lint"; give both the same conditions, or make the need optional',
  ],
  [
    'an output without its job',
    () => pipeline({ jobs: [built, job('a', { script: plainSh`scan ${built.output('IMAGE')}` })] }),
    'GitLabPipeline.jobs.a.needs: expected the job build, whose output IMAGE it reads, got []',
  ],
  [
    'an output without its artifacts',
    () =>
      pipeline({
        jobs: [built, job('a', { needs: [Need.of(built, { artifacts: false })], script: plainSh`scan "\${IMAGE}"` })],
      }),
    'GitLabPipeline.jobs.a.needs: expected the job build, whose output IMAGE it reads, got ["build"]',
  ],
  [
    'a token of every pipeline',
    () => pipeline({ jobs: [job('a', { idTokens: { T: IdToken.aws } })] }),
    'GitLabPipeline.jobs.a.rules: expected rules that each name a ref, since the job has id tokens, got "no rules"; use Condition.onDefaultBranch or Condition.onRef',
  ],
  [
    'a token of merge requests',
    () =>
      pipeline({
        jobs: [job('a', { idTokens: { T: IdToken.aws }, rules: [...ON_MAIN, JobRule.when(Condition.inMergeRequest)] })],
      }),
    'GitLabPipeline.jobs.a.rules: expected rules that each name a ref, since the job has id tokens, got ["$CI_COMMIT_BRANCH == \\"main\\"","$CI_PIPELINE_SOURCE == \\"merge_request_event\\""]; use Condition.onDefaultBranch or Condition.onRef',
  ],
  [
    'a token for Sigstore in a child',
    () =>
      pipeline({
        startedBy: 'parent',
        workflow: undefined,
        jobs: [job('a', { idTokens: { T: IdToken.sigstore }, rules: ON_MAIN })],
      }),
    'GitLabPipeline.jobs.a.idTokens: expected no token for Sigstore in a child pipeline, got "T"; its tokens do not say which file they come from, and Fulcio refuses them: sign in the parent',
  ],
  [
    'a keyword as a name',
    () => job('stages'),
    'GitLabJob.name: expected letters, digits and "_ :./-", and no keyword of the file, got "stages"',
  ],
  [
    'a hidden job',
    () => job('.a'),
    'GitLabJob.name: expected letters, digits and "_ :./-", and no keyword of the file, got ".a"',
  ],
  [
    'a job needed twice',
    () => job('a', { needs: [built, Need.of(built)] }),
    'GitLabJob.needs: expected each job once, got "build"',
  ],
  ['an empty list of rules', () => job('a', { rules: [] }), 'GitLabJob.rules: expected at least one rule, got []'],
  ['no time', () => job('a', { timeout: Duration.zero }), 'GitLabJob.timeout: expected a second or more, got "0s"'],
  ['three retries', () => job('a', { retries: 3 }), 'GitLabJob.retries: expected 0, 1 or 2, got 3'],
  [
    'a deployment that is stopped',
    () => job('a', { resourceGroup: 'x', interruptible: true }),
    'GitLabJob.interruptible: expected false with a resourceGroup, got true; a half-made change stays',
  ],
  [
    'a coverage without slashes',
    () => job('a', { coverage: 'total' }),
    'GitLabJob.coverage: expected an expression between slashes, got "total"',
  ],
  [
    'an output that is not handed on',
    () => (built as GitLabJob).output('DIGEST'),
    'GitLabJob.output: expected one of IMAGE, got "DIGEST"',
  ],
  [
    'a secret by its name',
    () => pipeline({ variables: { API_TOKEN: 'x' } }),
    'GitLabPipeline.variables.API_TOKEN: expected a value that everybody may read, got what looks like a secret; keep it in the settings of the project, masked and protected, or use an id token',
  ],
  [
    'a secret by its value',
    () => pipeline({ variables: { KEY: 'AKIAABCDEFGHIJKLMNOP' } }),
    'GitLabPipeline.variables.KEY: expected a value that everybody may read, got what looks like a secret; keep it in the settings of the project, masked and protected, or use an id token',
  ],
  [
    'a variable with a dash',
    () => pipeline({ variables: { 'A-B': 'x' } }),
    'GitLabPipeline.variables: expected names that a shell takes, got "A-B"',
  ],
  [
    'an artifact outside',
    () => pipeline({ jobs: [job('a', { artifacts: { paths: ['../x'], expireIn: Duration.days(1) } })] }),
    'GitLabJob.artifacts: expected paths inside the checkout, got "../x"',
  ],
  [
    'artifacts for no time',
    () => pipeline({ jobs: [job('a', { artifacts: { expireIn: Duration.zero } })] }),
    'GitLabJob.artifacts.expireIn: expected a second or more, got "0s"',
  ],
  [
    'three key files',
    () => pipeline({ jobs: [job('a', { caches: [{ keyFiles: ['a', 'b', 'c'], prefix: 'x', paths: ['y'] }] })] }),
    'GitLabJob.caches.keyFiles: expected one or two files, got ["a","b","c"]; GitLab takes no more',
  ],
  [
    'a key with a slash',
    () => pipeline({ jobs: [job('a', { caches: [{ keyFiles: ['a'], prefix: 'x/y', paths: ['y'] }] })] }),
    'GitLabJob.caches.prefix: expected letters, digits, ".", "_" and "-", got "x/y"',
  ],
  [
    'a cache of nothing',
    () => pipeline({ jobs: [job('a', { caches: [{ keyFiles: ['a'], prefix: 'x', paths: [] }] })] }),
    'GitLabJob.caches.paths: expected at least one folder, got []',
  ],
  [
    'an alias twice',
    () =>
      pipeline({
        jobs: [
          job('a', {
            services: [
              { image: IMAGE, alias: 'db' },
              { image: IMAGE, alias: 'db' },
            ],
          }),
        ],
      }),
    'GitLabJob.services.alias: expected a host name that no other service of the job has, got "db"',
  ],
  [
    'a component by version',
    () => Include.component(PROJECT, 'go', '1.2.0'),
    'Include.component: expected the 40 hex digits of a commit, got "1.2.0"; a branch or tag can be moved to other content',
  ],
  [
    'a component of no name',
    () => Include.component(PROJECT, 'a b', 'a'.repeat(40)),
    'Include.component: expected the name of a component, got "a b"',
  ],
  ['a glob', () => Include.local('*.yml'), 'Include.local: expected a YAML file of the project, got "*.yml"'],
  [
    'a file that is no YAML',
    () => Include.file(PROJECT, 'a.txt', 'a'.repeat(40)),
    'Include.file: expected a YAML file of a project, got "a.txt"',
  ],
  ['an audience of none', () => IdToken.for(''), 'IdToken.for: expected the audience of one service, got ""'],
  ['a variable that is none', () => Condition.is('$A', 'b'), 'Condition.is: expected the name of a variable, got "$A"'],
  ['a quote', () => Condition.is('A', 'b"'), 'Condition.is: expected a text without quotes and line feeds, got "b\\""'],
  ['no condition', () => Condition.all(), 'Condition: expected at least one condition, got 0'],
  [
    'changes of nothing',
    () => JobRule.when(Condition.onTag, { changes: [] }),
    'JobRule.changes: expected at least one path, got []',
  ],
];

test.each(REFUSALS)('refuses %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('what must not compile', () => {
  // @ts-expect-error -- only and except cannot be written
  expect(job('a', { only: ['main'] })).toBeDefined();
  // @ts-expect-error -- an image by tag
  expect(() => pipeline({ jobs: [new GitLabJob('a', { ...PROPS, image: 'golang:1.26' })] })).toBeDefined();
  // @ts-expect-error -- an output that the job does not have
  expect(() => built.output('DIGEST' as const) && job<'IMAGE'>('x').output('DIGEST')).toThrow();
  // @ts-expect-error -- a script as text
  expect(() => job('a', { script: 'make' })).toBeDefined();
});
