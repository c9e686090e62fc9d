export { ArgoCdApi, type ArgoCdApiProps, NotLetIn, type Refresh } from './argo-cd-api';
export { Awaited, type Progress } from './awaited';
export { type ReportedApplication } from './reported-application';
export { type Ended, type WaitProps, waitFor } from './wait';
