/**
 * What a run may do with the caches of its repository: GitHub hands it a token that can do no more. A run that outsiders can
 * start may only `read` as long as nobody says otherwise. GitHub knows it since September 2026; checkers of files do not yet.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#cache-mode
 */
export type CacheMode = 'read' | 'write' | 'write-only' | 'none';
