export { AlbIngress, type AlbIngressProps, type AlbRoute } from './alb-ingress';
export { Destination, type Backend, type ServiceRef, type Share, type Versions } from './destination';
export { DestinationRule, type DestinationRuleProps, type Subset } from './destination-rule';
export { type GatewayRef, type GatewayRouteProps, HttpRoute, type HttpRouteProps } from './http-route';
export { type IngressRoute } from './ingress';
export { NginxIngress, type NginxIngressProps, type NginxRoute } from './nginx-ingress';
export { VirtualService, type VirtualServiceHosts, type VirtualServiceProps } from './virtual-service';
