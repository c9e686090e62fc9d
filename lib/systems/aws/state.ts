import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import { invalid } from '../../model';
import { awsRegion } from './aws-region';

/** What keeps two runs of Terraform from writing one state. */
export class StateLock {
  /** A lock file beside the state. Needs Terraform 1.10 or newer. */
  public static readonly file = new StateLock(undefined);

  /** A table of DynamoDB, for an older Terraform. */
  public static table(name: string): StateLock {
    if (!/^[A-Za-z0-9_.-]{3,255}$/.test(name)) throw invalid('StateLock.table', 'the name of a DynamoDB table', name);
    return new StateLock(name);
  }

  private constructor(/** @internal */ public readonly _table: string | undefined) {}
}

/** An object of S3 that holds a state. */
export interface S3State {
  /** The bucket; version it, for a lost state is not to be had again. */
  readonly bucket: string;
  /** The object's key, such as `delivery/order-service.tfstate`. */
  readonly key: string;
  /** The bucket's region. */
  readonly region: string;
  /** @default StateLock.file */
  readonly lock?: StateLock;
}

/** Where Terraform remembers what it has made. */
export class State {
  /** In S3, encrypted and locked: for everything that more than one person or machine applies. */
  public static s3(state: S3State): State {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(state.bucket)) {
      throw invalid('State.bucket', 'the name of an S3 bucket', state.bucket);
    }
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(state.key)) {
      throw invalid('State.key', 'a key such as "delivery/order-service.tfstate"', state.key);
    }
    const region = awsRegion('State.region', state.region);
    const lock = state.lock ?? StateLock.file;
    return new State(lock._table === undefined ? '1.10' : '1.5', (stack) => {
      const backend = new S3Backend(stack, {
        bucket: state.bucket,
        key: state.key,
        region,
        encrypt: true,
        dynamodbTable: lock._table,
      });
      // cdktf ended before Terraform had lock files.
      if (lock._table === undefined) backend.addOverride('use_lockfile', true);
    });
  }

  /** In a file below the folder that Terraform runs in: for trying things out. */
  public static local(path: string): State {
    if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path)) {
      throw invalid(
        'State.local',
        'a path below the working folder',
        path,
        'an absolute path differs from machine to machine',
      );
    }
    return new State('1.5', (stack) => {
      new LocalBackend(stack, { path });
    });
  }

  private constructor(
    /** @internal The oldest Terraform that can keep the state this way. */
    public readonly _needsTerraform: string,
    /** @internal */
    public readonly _keepFor: (stack: TerraformStack) => void,
  ) {}
}
