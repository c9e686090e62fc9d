import { invalid } from '../../model';
import { type Open, renderText, type Source, sourcesOf, type Text } from './expression';

/** The machine that a job runs on. */
export class Runner {
  /** GitHub's own, with Ubuntu 24.04 on x64. */
  public static readonly ubuntu = new Runner('ubuntu-24.04');
  /** GitHub's own, with Ubuntu 24.04 on arm64. */
  public static readonly ubuntuArm = new Runner('ubuntu-24.04-arm');

  /** One that has all these labels, such as a machine of one's own. Throws `Runner.labels: …` for none. */
  public static labels(labels: readonly Text[]): Runner {
    if (labels.length === 0) throw invalid('Runner.labels', 'at least one label', labels);
    return new Runner(labels);
  }

  /** One of a group, with all these labels. */
  public static group(name: Text, labels: readonly Text[] = []): Runner {
    return new Runner(labels, name);
  }

  /** One with a label that is known when the workflow runs, such as a value of the matrix. */
  public static from(label: Open<string>): Runner {
    return new Runner(label);
  }

  private constructor(
    private readonly label: Text | readonly Text[],
    private readonly groupName?: Text,
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    return [this.label, this.groupName].flat().flatMap(sourcesOf);
  }

  /** @internal */
  public _render(place: string): string | readonly string[] | object {
    const labels = [this.label].flat().map((label) => renderText(`${place}.runsOn`, label as Text));
    if (this.groupName !== undefined) {
      return { group: renderText(`${place}.runsOn`, this.groupName), labels: labels.length === 0 ? undefined : labels };
    }
    return typeof this.label === 'object' && Array.isArray(this.label) ? labels : (labels[0] ?? '');
  }
}
