import { problem, type Rule } from '../../../audit';
import { userOf } from '../base-image';
import { at } from '../place';
import { eachImage } from './each';
import { dockerfile, STATIC } from './examples';

export const userByName: Rule = {
  id: 'DKR005',
  severity: 'warning',
  title: 'the user of the image is a name',
  why: 'Kubernetes cannot tell whether a name is root: with runAsNonRoot and no runAsUser it refuses to start the container (image has non-numeric user)',
  repair: 'write the number of the user, and of the group',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  good: dockerfile(STATIC, 'USER 65532:65532'),
  bad: dockerfile(STATIC, 'USER nonroot:nonroot'),
  check: eachImage((stage, file) => {
    const user = userOf(stage);
    if (!user || !/^[A-Za-z_][\w.-]*(?:$|:)/.test(user.user) || /^root(?:$|:)/.test(user.user)) return [];
    const number = user.user.startsWith('nonroot') ? '65532:65532' : 'the number that it has';
    return [problem(at(file, user.line, 'USER'), `USER ${user.user} is a name, not a number`, `write USER ${number}`)];
  }),
};
