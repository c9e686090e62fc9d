import { join } from 'node:path';
import { outputOf } from '../app';
import { type Engine, type Ruling } from '../engine';
import { kubernetes, rulingsOn as kubernetesOn } from '../kubernetes/engine';
import { kustomize } from '../kustomize/engine';
import { type Output } from '../output';

const APPS = join(__dirname, '..', '..', 'apps');

/** The programs in apps/ that show other styles of delivery, before the engines that judge every Kubernetes object. */
export const styles: Engine = {
  name: 'styles',
  version: `${kubernetes.name} ${kubernetes.version}`,
  async *rulings() {
    for (const app of ['argo-cd', 'flux']) {
      yield* outputOf(join(APPS, `${app}.ts`), (output) => rulingsOn(app, output));
    }
  },
};

async function* rulingsOn(app: string, output: Output): AsyncGenerator<Ruling> {
  for (const rulings of [kubernetesOn([output]), kustomize.rulings(output)]) {
    for await (const ruling of rulings) {
      // The same engine has refused its broken inputs before, on the order-service.
      if (!ruling.judged.startsWith('broken on purpose')) yield { ...ruling, judged: `${app}: ${ruling.judged}` };
    }
  }
}
