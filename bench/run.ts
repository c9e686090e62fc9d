import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { hasErrors } from '../lib/audit';
import { Program } from '../lib/program';
import { manifestFiles } from '../lib/program/output';
import { addService } from './service';

/** Services that are rendered; one more, small, run before them warms the compiler up and is not counted. */
const SIZES = [500, 1_000, 2_000];
/** Plain cdk8s is measured at one size: its time grows with the square, and 2,000 charts take minutes. */
const PLAIN = 1_000;

interface Measured {
  readonly services: number;
  readonly objects: number;
  readonly milliseconds: number;
}

/** Milliseconds of processor time so far: unlike the clock it does not see what else the machine does. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Builds, renders, audits and prints, all but the writing of bytes to a disk. */
function slipway(services: number): Measured {
  const start = cpu();
  const program = new Program();
  for (let i = 0; i < services; i++) addService(program.kubernetes, `service-${i}`);
  const assembly = program.assemble();
  if (hasErrors(program.audit(assembly))) throw new Error('the services of the benchmark must be sound');
  manifestFiles(assembly);
  return { services, objects: assembly.manifests.all.length, milliseconds: cpu() - start };
}

/** The same objects through cdk8s's own `App.synth`, without an audit. */
function plain(services: number): number {
  const outdir = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  try {
    const start = cpu();
    const app = new App({ outdir });
    for (let i = 0; i < services; i++) addService(app, `service-${i}`);
    app.synth();
    return cpu() - start;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

slipway(20);
const runs = SIZES.map(slipway);
console.log('services  objects  cpu seconds  µs/object  growth');
runs.forEach(({ services, objects, milliseconds }, i) => {
  const before = runs[i - 1];
  const growth = before === undefined ? '' : `× ${(milliseconds / before.milliseconds).toFixed(2)}`;
  const each = ((milliseconds * 1_000) / objects).toFixed(0);
  console.log(
    `${pad(services, 8)} ${pad(objects, 8)} ${pad((milliseconds / 1_000).toFixed(2), 12)} ${pad(each, 10)}  ${growth}`,
  );
});
const beside = runs.find(({ services }) => services === PLAIN);
const seconds = plain(PLAIN) / 1_000;
console.log(`plain cdk8s, ${PLAIN} services, no audit: ${seconds.toFixed(2)} s`);
if (beside)
  console.log(`slipway with the audit is ${((seconds * 1_000) / beside.milliseconds).toFixed(1)} times as fast`);

function pad(value: number | string, width: number): string {
  return String(value).padStart(width);
}
