import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as cdktf from 'cdktf';
import type * as synthesizer from 'cdktf/lib/synthesize/synthesizer';
import { type Construct } from 'constructs';
import { invalid } from '../model';
import { type TerraformStackConfig } from '../assembly';

/** The root of the Terraform tree. The package behind it is loaded by the first use: who has no AWS side need not install it. */
export class TerraformTree {
  private readonly library = loadCdktf();
  private readonly invokeAspects = loadSynthesizer().invokeAspects;
  /** A cdktf `App`; stacks are made below it. */
  public readonly root: cdktf.App = makeApp(this.library);

  /** What the validations of its constructs complain of, each with the construct's path. */
  public validate(): string[] {
    return this.root.node
      .findAll()
      .flatMap((construct) => construct.node.validate().map((message) => `${construct.node.path}: ${message}`));
  }

  /** What the tree renders to, without writing. */
  public render(): TerraformStackConfig[] {
    const stacks = this.stacks();
    for (const stack of stacks) this.prepare(stack);
    return stacks.map((stack) => ({
      name: stack.node.id,
      json: stack.toTerraform() as Record<string, unknown>,
      origin: { construct: stack.node.path, file: `stacks/${stack.node.id}/cdk.tf.json` },
    }));
  }

  /** The `manifest.json` by which the cdktf command finds the stacks. */
  public manifest(): object {
    for (const stack of this.stacks()) this.root.manifest.forStack(stack);
    return this.root.manifest.buildManifest();
  }

  private stacks(): cdktf.TerraformStack[] {
    return this.root.node
      .findAll()
      .filter((one): one is cdktf.TerraformStack => this.library.TerraformStack.isStack(one));
  }

  private prepare(stack: cdktf.TerraformStack): void {
    const asset = stack.node.findAll().find(isAsset);
    if (asset) {
      throw invalid(
        'Program.terraform',
        'resources without assets',
        asset.node.path,
        'give the file its own resource, such as aws_s3_object',
      );
    }
    this.invokeAspects(stack);
    stack.prepareStack();
  }
}

function isAsset(construct: Construct): boolean {
  return construct.constructor.name === 'TerraformAsset';
}

function loadCdktf(): typeof cdktf {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the only place where an optional package is loaded
    return require('cdktf') as typeof cdktf;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw invalid(
      'Program.terraform',
      'the packages cdktf and @cdktf/provider-aws',
      'neither installed',
      'npm install cdktf @cdktf/provider-aws',
    );
  }
}

/** What runs aspects is not exported: cdktf runs them while it writes. */
function loadSynthesizer(): typeof synthesizer {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require('cdktf/lib/synthesize/synthesizer') as typeof synthesizer;
}

/** cdktf's `App` makes its output folder when it is constructed; it gets one that is gone again before anything is written. */
function makeApp({ App }: typeof cdktf): cdktf.App {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  try {
    return new App({ outdir: join(folder, 'cdktf.out'), skipValidation: true, stackTraces: false });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
