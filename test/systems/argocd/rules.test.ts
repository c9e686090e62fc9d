import { argoCdRules } from '../../../lib/systems/argocd/rules';
import { type Said, testObjectRules } from '../../rule-examples';

const APP = 'Application argocd/api';
const SET = 'ApplicationSet argocd/previews';
const JOB = 'Job shop/migrate';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  ARG001: [APP, 'spec.project', 'its project is default, which limits nothing', 'name a project of its own'],
  ARG002: [
    APP,
    'metadata.finalizers',
    'it has no finalizer: what it made outlives it',
    'add resources-finalizer.argocd.argoproj.io',
  ],
  ARG003: [APP, 'spec.syncPolicy', 'each try of a failed sync takes the same commit', 'set retry with refresh: true'],
  ARG004: [
    'Application argocd/api-eu',
    'spec.source.path',
    'dist/exmaple is not there',
    'name a folder of the repository',
  ],
  ARG005: [
    APP,
    'spec.destination',
    'its project shop does not allow the namespace checkout of production',
    'add it to destinations of the project',
  ],
  ARG006: [
    APP,
    'spec.source.repoURL',
    'its project shop does not allow https://github.com/acme/gitops.git',
    'add it to sourceRepos of the project',
  ],
  ARG007: [
    'Namespace shop',
    'kind',
    'the project shop, by which api applies it, does not allow Namespace',
    'allow the kind in the project',
  ],
  ARG008: [APP, 'spec.project', 'there is no AppProject shopp', 'name a project that is there'],
  ARG009: [APP, 'spec.source.targetRevision', 'it follows HEAD, the default branch of the moment', 'name the branch'],
  ARG010: [
    SET,
    'spec.generators[0].pullRequest.requeueAfterSeconds',
    'it looks every 1800 seconds',
    'set requeueAfterSeconds',
  ],
  ARG011: [SET, 'spec.generators[0].pullRequest.github', 'it asks github without a token', 'add a tokenRef'],
  ARG012: [SET, 'spec.goTemplateOptions', 'a key that is missing becomes <no value>', 'add missingkey=error'],
  ARG013: [
    SET,
    'spec.template.spec.project',
    'its project is {{ .target_branch_slug }}',
    'write the name of one project',
  ],
  ARG014: [APP, 'spec.source', 'it has no source', 'add source'],
  ARG015: [APP, 'spec.destination', 'its destination names no cluster', 'give name or server'],
  ARG016: [
    SET,
    'spec.template.spec.syncPolicy.syncOptions',
    'each pull request leaves a namespace behind',
    'let the Application own a Namespace',
  ],
  ARG017: [
    APP,
    'spec.ignoreDifferences',
    'its syncs put back the replicas of Rollout api, which an autoscaler sets',
    'leave replicas out of Git',
  ],
  ARG018: [
    APP,
    'spec.ignoreDifferences',
    'its syncs put back what a Rollout writes to VirtualService api',
    'ignore it in ignoreDifferences',
  ],
  ARG019: [
    APP,
    'spec.ignoreDifferences[0]',
    '.spec.http[]?.route[]?.weight of VirtualService stands in a list, of which nothing is synced any more',
    'set ApplyOutOfSyncOnly=true in its place',
  ],
  ARG020: [
    'Rollout shop/api',
    'metadata.annotations',
    'it is in wave 0, and needs Service shop/api of wave 1',
    'move it behind, or Service before it',
  ],
  ARG021: [
    JOB,
    'metadata.annotations["argocd.argoproj.io/hook"]',
    'it runs before the sync that makes ServiceAccount shop/migrate',
    'make it a Sync hook in a wave of its own',
  ],
  ARG022: [
    JOB,
    'spec.template.spec.containers[0].image',
    `it runs ghcr.io/acme/api@sha256:${'b'.repeat(64)}, and the pods ghcr.io/acme/api@sha256:${'a'.repeat(64)}`,
    'give it the image of the pods',
  ],
  ARG023: [JOB, 'spec.activeDeadlineSeconds', 'nothing ends it: the sync waits for it', 'set activeDeadlineSeconds'],
  ARG024: [
    'Rollout shop/api',
    'spec.strategy',
    'Job shop/migrate comes after it in the sync, which waits while it pauses',
    'let nothing come after it',
  ],
  ARG025: [
    'deploy.sh',
    undefined,
    'it waits for a sync of any revision',
    'compare status.sync.revision with the commit',
  ],
  ARG026: ['rollback.sh', undefined, 'the Application api syncs by itself: its rollback is refused', 'revert in Git'],
  ARG027: [
    APP,
    'spec.source',
    'dist/production itself holds no manifest, and Argo CD looks into no folder below it',
    'write a kustomization.yaml there, or set directory.recurse',
  ],
  ARG028: [
    APP,
    'spec.ignoreDifferences',
    'its syncs remove the hash of the version from Service api: the next version of Rollout api goes live without its gates',
    'ignore .spec.selector."rollouts-pod-template-hash" of Service api, and set RespectIgnoreDifferences=true',
  ],
};

testObjectRules(argoCdRules, SAID);
