import { invalid, type PinnedImage } from '../model';
import { tool as awsCli } from './aws-cli';
import { tool as buildah } from './buildah';
import { tool as buildkit } from './buildkit';
import { tool as cosign } from './cosign';
import { tool as git } from './git';
import { tool as go } from './go';
import { tool as golangciLint } from './golangci-lint';
import { tool as grype } from './grype';
import { tool as kaniko } from './kaniko';
import { tool as maven } from './maven';
import { tool as node } from './node';
import { tool as python } from './python';
import { tool as ruff } from './ruff';
import { tool as syft } from './syft';
import { type Tool } from './tool';
import { tool as trivy } from './trivy';

const STANDARD = {
  awsCli,
  buildah,
  buildkit,
  cosign,
  git,
  go,
  golangciLint,
  grype,
  kaniko,
  maven,
  node,
  python,
  ruff,
  syft,
  trivy,
};

/** The name of a tool in a toolbox. */
export type ToolName = keyof typeof STANDARD;

/** The tools of a delivery: each pinned by digest, taken from where the cluster may pull. */
export class Toolbox {
  /** The versions that this release of slipway was made for, from the registries where they are published. */
  public static readonly standard = new Toolbox(STANDARD);

  private constructor(private readonly tools: Readonly<Record<ToolName, Tool>>) {}

  /** A tool by its name. */
  public tool(name: ToolName): Tool {
    return this.tools[name];
  }

  /** Some tools from other images, such as newer versions; each must have the program, shell and user of the one it replaces. */
  public with(images: Readonly<Partial<Record<ToolName, PinnedImage>>>): Toolbox {
    const known = Object.keys(this.tools);
    const unknown = Object.keys(images).find((name) => !known.includes(name));
    if (unknown !== undefined) throw invalid('Toolbox.with', `some of ${known.join(', ')}`, unknown);
    return this.each((tool, name) => tool.in(images[name] ?? tool.image));
  }

  /** The same images from a mirror, such as a pull-through cache: the path behind the registry stays, and the digest too. */
  public mirroredTo(registry: string): Toolbox {
    return this.each((tool) => tool.in(tool.image.mirroredTo(registry)));
  }

  private each(change: (tool: Tool, name: ToolName) => Tool): Toolbox {
    const names = Object.keys(this.tools) as ToolName[];
    const changed = names.map((name) => [name, change(this.tools[name], name)]);
    return new Toolbox(Object.fromEntries(changed) as Record<ToolName, Tool>);
  }
}
