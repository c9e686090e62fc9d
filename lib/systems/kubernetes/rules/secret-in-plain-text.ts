import { type Example, type Rule, problem } from '../../../audit';
import { type EnvVar } from '../pod-spec';
import { podsOf } from '../pods';

const example = (variable: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec: { containers: [{ name: once, image: ghcr.io/acme/once:v2, env: [${variable}] }] }
`,
});

export const secretInPlainText: Rule = {
  id: 'KUB006',
  severity: 'warning',
  title: 'a variable named like a secret has its value in the manifest',
  why: 'everyone who reads the repository or may get pods has it, and Git keeps it after it is removed',
  repair: 'take it from a Secret that is made elsewhere, and change the value: it is known',
  good: example('{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }'),
  bad: example('{ name: DB_PASSWORD, value: hunter2 }'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container, path }) =>
        (container.env ?? []).flatMap((variable, i) =>
          looksSecret(variable)
            ? [
                problem(
                  manifest,
                  `variable ${variable.name} of container "${container.name}" has its value here`,
                  'use valueFrom.secretKeyRef, and change the value',
                  `${path}.env[${i}].value`,
                ),
              ]
            : [],
        ),
      ),
    ),
};

const SECRET = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/i;

/** A path, an expression or a switch is no secret: `TOKEN: /var/run/token` says where it is. */
function looksSecret({ name, value = '' }: EnvVar): boolean {
  return SECRET.test(name) && value !== '' && !/^(\/|\$\(|true$|false$|\d+$)/i.test(value);
}
