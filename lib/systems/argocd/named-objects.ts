import { type KubernetesObject, kindOf } from '../../assembly';

/** An object of the same namespace, by its kind (`group/Kind`) and name. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
}

/** The objects of its own namespace that the fields of an object name: Services, routes, templates, roles. */
export function namedBy(object: KubernetesObject): readonly NamedObject[] {
  const kind = kindOf(object);
  return Object.hasOwn(READERS, kind) ? (READERS[kind]?.(object as Fields) ?? []) : [];
}

const READERS: Readonly<Record<string, (object: Fields) => readonly NamedObject[]>> = {
  'argoproj.io/Rollout': ({ spec }) => ofStrategy(spec?.strategy ?? {}),
  'gateway.networking.k8s.io/HTTPRoute': ({ spec }) =>
    (spec?.rules ?? []).flatMap(({ backendRefs = [] }) =>
      backendRefs.flatMap(({ name, kind = 'Service' }) => (kind === 'Service' ? of('Service', name) : [])),
    ),
  'networking.k8s.io/Ingress': ({ spec }) =>
    (spec?.rules ?? []).flatMap(({ http }) =>
      (http?.paths ?? []).flatMap(({ backend }) => of('Service', backend?.service?.name)),
    ),
  'rbac.authorization.k8s.io/RoleBinding': ({ roleRef, subjects = [] }) => [
    ...(roleRef?.kind === 'Role' ? of('rbac.authorization.k8s.io/Role', roleRef.name) : []),
    ...subjects.flatMap(({ kind, name }) => (kind === 'ServiceAccount' ? of('ServiceAccount', name) : [])),
  ],
  'external-secrets.io/ExternalSecret': ({ spec }) =>
    spec?.secretStoreRef?.kind === 'ClusterSecretStore'
      ? []
      : of('external-secrets.io/SecretStore', spec?.secretStoreRef?.name),
};

function ofStrategy({ canary = {}, blueGreen = {} }: Strategy): readonly NamedObject[] {
  const { steps = [], analysis, trafficRouting = {} } = canary;
  const analyses = [analysis, ...steps.map((step) => step.analysis)];
  const promotions = [blueGreen.prePromotionAnalysis, blueGreen.postPromotionAnalysis];
  return [
    ...of('Service', canary.canaryService, canary.stableService, blueGreen.activeService, blueGreen.previewService),
    ...[...analyses, ...promotions].flatMap((call) =>
      (call?.templates ?? []).flatMap(({ templateName, clusterScope }) =>
        clusterScope === true ? [] : of('argoproj.io/AnalysisTemplate', templateName),
      ),
    ),
    ...ofRouting(trafficRouting),
  ];
}

function ofRouting({ istio, plugins = {}, alb, nginx }: Routing): readonly NamedObject[] {
  const routes = Object.values(plugins).flatMap(({ httpRoute, httpRoutes = [] }) => [httpRoute, ...names(httpRoutes)]);
  return [
    ...of('networking.istio.io/VirtualService', istio?.virtualService?.name, ...names(istio?.virtualServices)),
    ...of('networking.istio.io/DestinationRule', istio?.destinationRule?.name),
    ...of('gateway.networking.k8s.io/HTTPRoute', ...routes),
    ...of('networking.k8s.io/Ingress', alb?.ingress, ...(alb?.ingresses ?? [])),
    ...of('networking.k8s.io/Ingress', nginx?.stableIngress, ...(nginx?.stableIngresses ?? [])),
  ];
}

function names(list: readonly { readonly name: string }[] = []): readonly string[] {
  return list.map(({ name }) => name);
}

function of(kind: string, ...found: readonly (string | undefined)[]): readonly NamedObject[] {
  return found.flatMap((name) => (name === undefined ? [] : [{ kind, name }]));
}

interface AnalysisCall {
  readonly templates?: readonly { readonly templateName?: string; readonly clusterScope?: boolean }[];
}

interface Named {
  readonly name: string;
}

interface Routing {
  readonly istio?: {
    readonly virtualService?: Named;
    readonly virtualServices?: readonly Named[];
    readonly destinationRule?: Named;
  };
  readonly plugins?: Readonly<Record<string, { readonly httpRoute?: string; readonly httpRoutes?: readonly Named[] }>>;
  readonly alb?: { readonly ingress?: string; readonly ingresses?: readonly string[] };
  readonly nginx?: { readonly stableIngress?: string; readonly stableIngresses?: readonly string[] };
}

interface Strategy {
  readonly canary?: {
    readonly canaryService?: string;
    readonly stableService?: string;
    readonly analysis?: AnalysisCall;
    readonly steps?: readonly { readonly analysis?: AnalysisCall }[];
    readonly trafficRouting?: Routing;
  };
  readonly blueGreen?: {
    readonly activeService?: string;
    readonly previewService?: string;
    readonly prePromotionAnalysis?: AnalysisCall;
    readonly postPromotionAnalysis?: AnalysisCall;
  };
}

/** The fields of all these kinds together, for each kind has its own among them. */
interface Fields {
  readonly spec?: {
    readonly strategy?: Strategy;
    readonly rules?: readonly {
      readonly backendRefs?: readonly { readonly name: string; readonly kind?: string }[];
      readonly http?: {
        readonly paths?: readonly { readonly backend?: { readonly service?: Named } }[];
      };
    }[];
    readonly secretStoreRef?: { readonly name?: string; readonly kind?: string };
  };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
}
