import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Manifest, readManifests } from '../output';
import { type Api, messageOf } from './api';

const CRDS = join(__dirname, '..', '..', 'crds');
const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly group: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Gives the cluster the kinds of some API groups, from the project's `crds` folder; returns when all are served. */
export async function defineKinds(api: Api, groups: ReadonlySet<string>): Promise<void> {
  const wanted = definitions().filter(({ object }) => groups.has((object as unknown as Definition).spec.group));
  for (const { file, text } of wanted) {
    const answer = await api.call({ method: 'POST', path: PATH, body: text });
    if (answer.status !== 201) throw new Error(`${file}: ${messageOf(answer)}`);
  }
  const deadline = performance.now() + 120_000;
  while (!(await allEstablished(api))) {
    if (performance.now() > deadline) throw new Error('some custom resource definition was not established in 120 s');
    await wait(200);
  }
}

function definitions(): readonly Manifest[] {
  return readdirSync(CRDS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .flatMap((path) => readManifests(CRDS, join(CRDS, path)))
    .filter(({ object }) => object.kind === 'CustomResourceDefinition');
}

async function allEstablished(api: Api): Promise<boolean> {
  const { items } = await api.get<{ items: readonly Definition[] }>(PATH);
  return items.every(({ status }) =>
    status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True'),
  );
}
