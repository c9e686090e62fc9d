import { problem, type Rule } from '../../../audit';
import { ci } from './examples';
import { pushesWithout } from './pushed-images';

export const imageUnscanned: Rule = {
  id: 'GLC019',
  severity: 'warning',
  title: 'a pipeline pushes an image that nothing scans',
  why: 'known vulnerabilities go to production, and nobody decides whether they may',
  repair: 'scan the digest that was pushed and let the job fail, before anything signs or deploys it',
  reference: 'https://docs.gitlab.com/user/application_security/container_scanning/',
  good: ci('build:\n  script: [docker push "$IMAGE"]\nscan:\n  script: [trivy image --exit-code 1 "$IMAGE"]\n'),
  bad: ci('build:\n  script: [docker push "$IMAGE"]\n'),
  check: (assembly) =>
    pushesWithout('scan', assembly).map((place) =>
      problem(place, 'no job of the pipeline scans the image', 'add a job that scans its digest'),
    ),
};
