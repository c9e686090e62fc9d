import { type Construct } from 'constructs';
import { type JavaLanguageProps, Language } from '../../../tools';
import { LanguageTask, type LanguageTaskProps } from './language-task';

export interface JavaTaskProps extends LanguageTaskProps, JavaLanguageProps {}

/** Runs Maven up to `verify`: the tests, and whatever else the POM binds to it. */
export class JavaTest extends LanguageTask {
  public constructor(scope: Construct, id: string, props: JavaTaskProps = {}) {
    const description = 'Tests a project of Maven.';
    super(scope, id, props, { name: 'java-test', description, job: Language.java(props).test });
  }
}

/** Runs Checkstyle with the version and the rules of the POM. */
export class JavaLint extends LanguageTask {
  public constructor(scope: Construct, id: string, props: JavaTaskProps = {}) {
    const description = 'Looks for faults in a project of Maven with Checkstyle.';
    super(scope, id, props, { name: 'java-lint', description, job: Language.java(props).lint });
  }
}
