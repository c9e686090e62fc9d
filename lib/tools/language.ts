import * as go from './go';
import * as golangciLint from './golangci-lint';
import * as maven from './maven';
import * as node from './node';
import * as python from './python';
import * as ruff from './ruff';
import { type ToolName } from './toolbox';
import { partsOf, type Word } from './word';

/** The files that a job leaves in the checkout. */
export interface Reports {
  /** The coverage, in a form that coverage services read. */
  readonly coverage?: string;
  /** Findings in SARIF form. */
  readonly sarif?: string;
  /** Results of tests in JUnit's form. */
  readonly junit?: string;
}

/** What a CI system runs in a checkout for one purpose. */
export interface LanguageJob {
  /** The tool that runs all commands: its image, and its program, which stands in front of each command. */
  readonly tool: ToolName;
  /** The commands in their order, each without the program; the first that fails ends the job. */
  readonly commands: readonly (readonly string[])[];
  /** The environment: the folder is writable and holds everything that the tool keeps. */
  readonly environment: (folder: string) => Readonly<Record<string, string>>;
  readonly reports: Reports;
}

export interface GoLanguageProps {
  /** The packages to work on. @default ['./...'] */
  readonly packages?: readonly string[];
  /** Whether data races fail the tests. @default true */
  readonly race?: boolean;
}

export interface NodeLanguageProps {
  /** The script of `package.json` that runs the tests. @default "test" */
  readonly testScript?: string;
  /** The files and folders that ESLint looks at. @default ['.'] */
  readonly files?: readonly string[];
  /** Whether packages may run scripts of their own while they are installed. @default false */
  readonly installScripts?: boolean;
}

export interface JavaLanguageProps {
  /** The goals that test. @default ['verify'] */
  readonly testGoals?: readonly string[];
  /** The goals that look for faults; versions and rules of their plugins stand in the POM. @default ['checkstyle:check'] */
  readonly lintGoals?: readonly string[];
}

export interface PythonLanguageProps {
  /** Files of requirements, those of the tests among them. @default ['requirements.txt', 'requirements-dev.txt'] */
  readonly requirements?: readonly string[];
  /** Whether each requirement must carry the hashes of its files. @default true */
  readonly hashes?: boolean;
  /** The package or folder whose coverage is measured; needs `pytest-cov`. @default "src" */
  readonly cover?: string;
  /** The files and folders that Ruff looks at. @default ['.'] */
  readonly files?: readonly string[];
}

/** How services of one language are tested and linted, in words that any CI system can run. */
export class Language {
  /** Modules of Go: `go test` with the race detector, golangci-lint 2. */
  public static go({ packages = ['./...'], race = true }: GoLanguageProps = {}): Language {
    const environment = (folder: string): Readonly<Record<string, string>> => ({
      ...go.environment(folder),
      CGO_ENABLED: race ? '1' : '0',
    });
    const lint = golangciLint.lint({ packages, sarif: 'golangci-lint.sarif' });
    return new Language(
      'go',
      {
        tool: 'go',
        commands: [words(go.test({ packages, race, coverProfile: 'coverage.out' }))],
        environment,
        reports: { coverage: 'coverage.out' },
      },
      { tool: 'golangciLint', commands: [words(lint)], environment, reports: { sarif: 'golangci-lint.sarif' } },
    );
  }

  /** Packages of npm: the project's own test script and ESLint, after what the lock file says is installed. */
  public static node(props: NodeLanguageProps = {}): Language {
    const { testScript = 'test', files = ['.'], installScripts = false } = props;
    const install = node.install({ scripts: installScripts, production: false });
    const { environment } = node;
    return new Language(
      'node',
      { tool: 'node', commands: [install, words(node.script(testScript))], environment, reports: {} },
      { tool: 'node', commands: [install, words(node.lint({ files }))], environment, reports: {} },
    );
  }

  /** Projects of Maven: whatever the POM binds to `verify`, and Checkstyle. */
  public static java({ testGoals = ['verify'], lintGoals = ['checkstyle:check'] }: JavaLanguageProps = {}): Language {
    const job = (goals: readonly string[]): LanguageJob => ({
      tool: 'maven',
      commands: [words(maven.run({ goals }))],
      environment: maven.environment,
      reports: {},
    });
    return new Language('java', job(testGoals), job(lintGoals));
  }

  /** Packages of Python: pytest with coverage in an environment of its own, and Ruff. */
  public static python(props: PythonLanguageProps = {}): Language {
    const { requirements = ['requirements.txt', 'requirements-dev.txt'], hashes = true, cover = 'src' } = props;
    const { files = ['.'] } = props;
    const { environment } = python;
    return new Language(
      'python',
      {
        tool: 'python',
        commands: [
          words(python.install({ requirements, hashes })),
          words(python.test({ cover, coverage: 'coverage.xml', junit: 'tests.xml' })),
        ],
        environment,
        reports: { coverage: 'coverage.xml', junit: 'tests.xml' },
      },
      {
        tool: 'ruff',
        commands: [words(ruff.lint({ files })), words(ruff.format(files))],
        environment: () => ({}),
        reports: {},
      },
    );
  }

  private constructor(
    public readonly name: 'go' | 'node' | 'java' | 'python',
    /** Tests, with coverage where the language measures it by itself. */
    public readonly test: LanguageJob,
    /** A look for faults. */
    public readonly lint: LanguageJob,
  ) {}
}

/** Command lines in which a CI system fills in nothing: each word is one text. */
function words(line: readonly Word[]): readonly string[] {
  return line.map((word) => partsOf(word).join(''));
}
