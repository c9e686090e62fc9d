import { Manifests, RepositoryFiles, TerraformConfig, readManifests } from '../lib/assembly';
import { audit } from '../lib/audit';
import { Platform } from '../lib/model';
import { Program } from '../lib/program';
import { manifestFiles } from '../lib/program/output';
import { allRules } from '../lib/rules';
import { addService } from './service';

/** Objects that are audited; a small run before them warms the compiler up and is not counted. */
const SIZES = [1_000, 20_000, 50_000];

/** Kubernetes objects of many services, as YAML texts: one for each service. */
function services(count: number): string[] {
  const program = new Program();
  for (let i = 0; i < count; i++) addService(program.kubernetes, `service-${i}`);
  return [...manifestFiles(program.assemble()).values()];
}

/** Milliseconds: on the clock, and of all processors together, those that collect garbage among them. */
interface Time {
  readonly clock: number;
  readonly processor: number;
}

interface Measured {
  readonly objects: number;
  readonly parsing: Time;
  readonly auditing: Time;
}

/** Reads the texts and audits what they hold. */
function measure(texts: readonly string[]): Measured {
  const [read, parsing] = timed(() => texts.flatMap((text, i) => readManifests(text, `${i}.yaml`, '').manifests));
  const manifests = new Manifests(read);
  const assembly = {
    platform: Platform.newest,
    environments: [],
    manifests,
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  const [, auditing] = timed(() => audit(assembly, allRules));
  return { objects: read.length, parsing, auditing };
}

function timed<T>(work: () => T): readonly [T, Time] {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, { clock: performance.now() - start, processor: (user + system) / 1_000 }];
}

const perService = measure(services(1)).objects;
measure(services(20));
console.log('objects  parsing µs/object  audit µs/object  audit s, processor  audit s, clock  audit / parsing');
for (const size of SIZES) {
  const { objects, parsing, auditing } = measure(services(Math.ceil(size / perService)));
  const cells = [
    String(objects).padStart(7),
    ((parsing.processor * 1_000) / objects).toFixed(0).padStart(18),
    ((auditing.processor * 1_000) / objects).toFixed(0).padStart(16),
    (auditing.processor / 1_000).toFixed(2).padStart(19),
    (auditing.clock / 1_000).toFixed(2).padStart(15),
    (auditing.processor / parsing.processor).toFixed(2).padStart(16),
  ];
  console.log(cells.join(' '));
}
