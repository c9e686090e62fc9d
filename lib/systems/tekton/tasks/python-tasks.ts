import { type Construct } from 'constructs';
import { Language, type PythonLanguageProps } from '../../../tools';
import { LanguageTask, type LanguageTaskProps } from './language-task';

export interface PythonTaskProps extends LanguageTaskProps, PythonLanguageProps {}

/** Installs requirements from wheels, by hash, and runs pytest: `coverage.xml` and `tests.xml` are left in the workspace. */
export class PythonTest extends LanguageTask {
  public constructor(scope: Construct, id: string, props: PythonTaskProps = {}) {
    const description = 'Tests a package of Python with pytest and measures coverage.';
    super(scope, id, props, { name: 'python-test', description, job: Language.python(props).test });
  }
}

/** Runs Ruff, the linter and then the formatter; nothing is changed. */
export class PythonLint extends LanguageTask {
  public constructor(scope: Construct, id: string, props: PythonTaskProps = {}) {
    const description = 'Looks for faults in a package of Python with Ruff.';
    super(scope, id, props, { name: 'python-lint', description, job: Language.python(props).lint });
  }
}
