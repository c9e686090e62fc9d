import { type Construct } from 'constructs';
import { Language, type NodeLanguageProps } from '../../../tools';
import { LanguageTask, type LanguageTaskProps } from './language-task';

export interface NodeTaskProps extends LanguageTaskProps, NodeLanguageProps {}

/** Installs what the lock file says, without scripts of packages, and runs the project's tests. */
export class NodeTest extends LanguageTask {
  public constructor(scope: Construct, id: string, props: NodeTaskProps = {}) {
    const description = 'Tests a package of npm by its own script.';
    super(scope, id, props, { name: 'node-test', description, job: Language.node(props).test });
  }
}

/** Runs the project's own ESLint; a warning fails too. */
export class NodeLint extends LanguageTask {
  public constructor(scope: Construct, id: string, props: NodeTaskProps = {}) {
    const description = 'Looks for faults in a package of npm with its own ESLint.';
    super(scope, id, props, { name: 'node-lint', description, job: Language.node(props).lint });
  }
}
