import { PINS } from './pins';
import { Tool } from './tool';
import { type Word } from './word';

/** golangci-lint 2 with the Go toolchain that it needs. It reads `.golangci.yml` of version "2". */
export const tool = Tool.pinned(PINS.golangciLint, { program: 'golangci-lint', shell: 'bash', user: 0 });

export interface LintProps<R = never> {
  /** The packages to look at, such as `./...`. */
  readonly packages: readonly Word<R>[];
  /** The file for the findings in SARIF form. @default none */
  readonly sarif?: Word<R>;
  /** Build tags. @default none */
  readonly tags?: readonly string[];
}

/** Fails where a linter finds something; the findings stand in the log. */
export function lint<R = never>(props: LintProps<R>): readonly Word<R>[] {
  const { sarif, tags = [] } = props;
  return [
    'run',
    '--output.text.path=stdout',
    ...(sarif === undefined ? [] : ['--output.sarif.path', sarif]),
    ...(tags.length === 0 ? [] : [`--build-tags=${tags.join(',')}`]),
    ...props.packages,
  ];
}
