import { ApiObject } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { type KubernetesObject } from '../../assembly';

/** Every object below a construct, as it will be written, except what only kustomize reads. */
export function objectsOf(scope: IConstruct): readonly KubernetesObject[] {
  return apiObjectsOf(scope).map((object) => object.toJson() as KubernetesObject);
}

/** Every object below a construct, except what only kustomize reads. */
export function apiObjectsOf(scope: IConstruct): readonly ApiObject[] {
  return scope.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ apiGroup }) => apiGroup !== 'kustomize.config.k8s.io');
}
