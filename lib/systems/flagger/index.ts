export { FlaggedService, type FlaggedServiceProps, type ScrapedProps } from './flagged-service';
export { FlaggerCanary, type FlaggerCanaryProps } from './flagger-canary';
export { FlaggerProvider, type GatewayApiProps, type GatewayProps, type IstioProps } from './provider';
export { FlaggerStrategy, type EqualStepsProps } from './strategy';
export { LoadTester } from './load-tester';
export { type Progress } from './progress';
export { Visitors } from './visitors';
export { type CommandTestProps, type Gate, type LoadTestProps, Webhook } from './webhook';
