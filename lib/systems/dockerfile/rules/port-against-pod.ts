import { problem, type Rule } from '../../../audit';
import { builtBy } from '../built-images';
import { exposedBy } from '../exposed';
import { eachImage } from './each';
import { deployed, STATIC } from './examples';

export const portAgainstPod: Rule = {
  id: 'DKR007',
  severity: 'warning',
  title: 'a pod names a port that its image does not expose',
  why: 'a Service or a probe then asks a port on which nobody listens, and no traffic arrives',
  repair: 'make containerPort and EXPOSE the same number',
  reference: 'https://docs.docker.com/reference/dockerfile/#expose',
  good: deployed('ports: [{ containerPort: 8080 }]', STATIC, 'EXPOSE 8080'),
  bad: deployed('ports: [{ containerPort: 8080 }]', STATIC, 'EXPOSE 80'),
  check: eachImage((stage, file, assembly) => {
    const exposed = exposedBy(stage);
    if (!exposed) return [];
    return builtBy(file, assembly).flatMap(({ pods, container, path }) =>
      (container.ports ?? []).flatMap(({ containerPort }, i) => {
        if (exposed.includes(containerPort)) return [];
        return [
          problem(
            pods.manifest,
            `container "${container.name}" has port ${containerPort}, and ${file.file.path} exposes ${exposed.join(', ')}`,
            'let the two agree on the port that the service listens on',
            `${path}.ports[${i}].containerPort`,
          ),
        ];
      }),
    );
  }),
};
