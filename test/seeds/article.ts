import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Manifests, type Passage, RepositoryFiles, TerraformConfig, readManifests } from '../../lib/assembly';
import { type Finding, type Rule, audit, located, unreadable } from '../../lib/audit';
import { Platform } from '../../lib/model';

/** The folder of an article with the files of the service's own repository: pipelines, workflows, Dockerfiles. */
const REPOSITORY = 'repository/';

/** The technical files of one article: the folder of its name is one environment. */
export class Article {
  private readonly texts: ReadonlyMap<string, string>;

  public constructor(private readonly name: string) {
    const folder = join(__dirname, name);
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((file) => file.startsWith(REPOSITORY) || /\.(yaml|tf\.json)$/.test(file));
    this.texts = new Map(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  }

  /** What the rules say of the files, each in one line: `<rule> <file>:<line> <object> <path>`. */
  public audit(rules: readonly Rule[]): readonly string[] {
    const read = this.of('.yaml').map(([file, text]) => readManifests(text, file, this.name));
    const assembly = {
      platform: Platform.newest,
      environments: [{ name: this.name }],
      manifests: new Manifests(read.flatMap(({ manifests }) => manifests)),
      terraform: new TerraformConfig(this.of('.tf.json').map(([file, text]) => this.toStack(file, text))),
      files: new RepositoryFiles(this.repositoryFiles()),
    };
    const broken = read.flatMap((one) => one.broken.map(unreadable));
    return located(audit(assembly, rules, [], broken), this.passages()).findings.map(line);
  }

  private of(ending: string): (readonly [string, string])[] {
    return [...this.texts].filter(([file]) => file.endsWith(ending) && !file.startsWith(REPOSITORY));
  }

  private repositoryFiles(): RepositoryFiles['all'] {
    return [...this.texts]
      .filter(([file]) => file.startsWith(REPOSITORY))
      .map(([file, content]) => {
        const path = file.slice(REPOSITORY.length);
        return { repository: `acme/${this.name}`, path, content, origin: { file: path, line: 1 } };
      });
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
