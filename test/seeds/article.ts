import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Manifests, type Passage, RepositoryFiles, TerraformConfig, readManifests } from '../../lib/assembly';
import { type Finding, type Rule, audit, located, unreadable } from '../../lib/audit';
import { Platform } from '../../lib/model';

/** The technical files of one article: the folder of its name is one environment. */
export class Article {
  private readonly texts: ReadonlyMap<string, string>;

  public constructor(private readonly name: string) {
    const names = readdirSync(join(__dirname, name)).filter((file) => /\.(yaml|tf\.json)$/.test(file));
    this.texts = new Map(names.map((file) => [file, readFileSync(join(__dirname, name, file), 'utf8')]));
  }

  /** What the rules say of the files, each in one line: `<rule> <file>:<line> <object> <path>`. */
  public audit(rules: readonly Rule[]): readonly string[] {
    const read = this.of('.yaml').map(([file, text]) => readManifests(text, file, this.name));
    const assembly = {
      platform: Platform.newest,
      environments: [{ name: this.name }],
      manifests: new Manifests(read.flatMap(({ manifests }) => manifests)),
      terraform: new TerraformConfig(this.of('.tf.json').map(([file, text]) => this.toStack(file, text))),
      files: new RepositoryFiles([]),
    };
    const broken = read.flatMap((one) => one.broken.map(unreadable));
    return located(audit(assembly, rules, [], broken), this.passages()).findings.map(line);
  }

  private of(ending: string): (readonly [string, string])[] {
    return [...this.texts].filter(([file]) => file.endsWith(ending));
  }

  private toStack(file: string, text: string): TerraformConfig['stacks'][number] {
    return { name: this.name, json: JSON.parse(text) as Record<string, unknown>, origin: { file, line: 1 } };
  }

  private passages(): ReadonlyMap<string, readonly Passage[]> {
    return new Map([...this.texts].map(([file, text]) => [file, [{ text, firstLine: 1 }]]));
  }
}

function line({ rule, place: { origin, subject, path } }: Finding): string {
  const { file = '', line: number = 0 } = origin;
  return [rule, `${file}:${number}`, subject, path].filter((part) => part !== undefined).join(' ');
}
