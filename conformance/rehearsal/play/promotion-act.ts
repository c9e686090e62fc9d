import { NON_ROOT } from '../../../lib/systems/tekton';
import { PLACE } from '../program';
import { type Built } from './build-act';
import { type Run, follow, outcomeOf, reasonOf } from './runs';
import { type Stage } from './stage';

/** A person lets production run what staging runs; it ends with the commit of the promotion. */
export async function promote(stage: Stage, { digest, commit }: Built): Promise<void> {
  const { node, recorder, facts } = stage;
  const image = `${facts.registry}/acme/order-service@${digest}`;
  const created = await node.kubectl(['create', '--filename', '-', '--output', 'json'], {
    input: JSON.stringify(promotionRun(image, commit)),
  });
  const { name } = (JSON.parse(created) as Run).metadata;
  recorder.event('a person', `started the promotion ${name}`, { digest });
  const run = await follow(stage, name);
  if (outcomeOf(run)?.status !== 'True') throw new Error(`the promotion ${name}: ${await reasonOf(stage, run)}`);
}

function promotionRun(image: string, commit: string): object {
  const key = (name: string): object => ({
    secretName: name,
    items: [
      { key: 'ssh-privatekey', path: 'id_rsa' },
      { key: 'known_hosts', path: 'known_hosts' },
    ],
  });
  const accessModes = ['ReadWriteOnce'];
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'order-service-to-production-', namespace: PLACE.ci },
    spec: {
      pipelineRef: { name: 'order-service-to-production' },
      params: [
        { name: 'image', value: image },
        { name: 'commit', value: commit },
      ],
      taskRunTemplate: {
        serviceAccountName: 'order-service-test',
        podTemplate: { securityContext: { fsGroup: NON_ROOT } },
      },
      taskRunSpecs: [{ pipelineTaskName: 'promote', serviceAccountName: 'order-service-promote' }],
      workspaces: [
        {
          name: 'shared',
          volumeClaimTemplate: { spec: { accessModes, resources: { requests: { storage: '1Gi' } } } },
        },
        { name: 'source-key', secret: key('source-key') },
        { name: 'gitops-key', secret: key('gitops-key') },
        {
          name: 'registry',
          secret: { secretName: 'registry', items: [{ key: '.dockerconfigjson', path: 'config.json' }] },
        },
      ],
    },
  };
}
