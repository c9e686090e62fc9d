import { type ImageRepository, invalid } from '../../model';
import { awsCli, plainSh, type PlainScript, Variable, type Word } from '../../tools';
import { commandLine } from './command-line';
import { IdToken } from './id-token';
import { type Variables } from './variables';

/** An AWS role as far as a job must know it: a `GitLabCiRole` is one. */
export interface AssumedRole {
  readonly arn: string;
}

/** How jobs get into the registry; nothing that opens it is kept anywhere. */
export abstract class RegistryLogin {
  /** Amazon ECR through a role that trusts the project's tokens. Throws `RegistryLogin.ecr: …` for another registry. */
  public static ecr(repository: ImageRepository, role: AssumedRole): RegistryLogin {
    if (!repository.ecr) throw invalid('RegistryLogin.ecr', 'a repository of Amazon ECR', repository.address);
    return new EcrLogin(repository, repository.ecr.region, role);
  }

  /** The registry of the GitLab instance, with the password that GitLab gives each job. */
  public static gitLab(repository: ImageRepository): RegistryLogin {
    return new GitLabLogin(repository);
  }

  /** Where the images are kept. */
  public abstract readonly repository: ImageRepository;
  /** @internal */
  public abstract readonly _idTokens: Readonly<Record<string, IdToken>>;
  /** @internal */
  public abstract readonly _variables: Variables;

  /** What comes before a tool that asks the cloud itself, such as Trivy and cosign. @internal */
  public abstract _cloud(): PlainScript;

  /** What comes before a tool that reads a docker configuration; the image must have Buildah, and for ECR the AWS CLI. @internal */
  public abstract _dockerConfig(): PlainScript;

  /** What comes before BuildKit, whose image has neither Buildah nor the AWS CLI. Throws where it takes one of them. @internal */
  public abstract _writtenConfig(): PlainScript;

  /** Sets the shell's variable `digest` to the image that has a tag already, or to nothing. @internal */
  public abstract _find(tag: Word<Variable>): PlainScript;

  /** Puts one more tag on the image of the shell's variable `image`, or does nothing where nothing deletes it. @internal */
  public abstract _mark(tag: Word<Variable>): PlainScript;
}

/** The file lies outside the checkout: artifacts cannot take it along. */
const CONFIG = plainSh`
  DOCKER_CONFIG="$(mktemp -d)"
  REGISTRY_AUTH_FILE="\${DOCKER_CONFIG}/config.json"
  export DOCKER_CONFIG REGISTRY_AUTH_FILE
`;

class EcrLogin extends RegistryLogin {
  public readonly _idTokens = { AWS_ID_TOKEN: IdToken.aws };
  public readonly _variables: Variables;

  public constructor(
    public readonly repository: ImageRepository,
    private readonly region: string,
    role: AssumedRole,
  ) {
    super();
    this._variables = { AWS_REGION: region, AWS_ROLE_ARN: role.arn };
  }

  /** The SDKs exchange the token by themselves when they are told its file. */
  public _cloud(): PlainScript {
    return plainSh`
      AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"
      AWS_ROLE_SESSION_NAME="gitlab-\${CI_PROJECT_ID}-\${CI_JOB_ID}"
      export AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME
      printf %s "\${AWS_ID_TOKEN}" > "\${AWS_WEB_IDENTITY_TOKEN_FILE}"
    `;
  }

  public _dockerConfig(): PlainScript {
    const password = commandLine('aws', awsCli.ecrPassword({ region: this.region }));
    return plainSh`
      ${this._cloud()}
      ${CONFIG}
      ${password} | buildah login --username AWS --password-stdin ${this.repository.registry}
    `;
  }

  public _writtenConfig(): PlainScript {
    throw invalid(
      'GitLabDelivery.builder',
      'buildah beside Amazon ECR',
      'buildkit',
      'its image has no AWS CLI to log in with',
    );
  }

  public _find(tag: Word<Variable>): PlainScript {
    return plainSh`
      tag=${word(tag)}
      digest="$(${this.images()} --image-ids imageTag="\${tag}" --query 'images[0].imageId.imageDigest')"
      case "\${digest}" in (sha256:*) ;; (*) digest= ;; esac
    `;
  }

  /** ECR has no command for it: the image's own manifest is put again, under the new tag. */
  public _mark(tag: Word<Variable>): PlainScript {
    const put = commandLine('aws', awsCli.ecrTag({ region: this.region, repository: this.repository.name }));
    return plainSh`
      tag=${word(tag)}
      digest="\${image##*@}"
      ask() {
        ${this.images()} --image-ids "$1" --query "images[0].$2"
      }
      manifest="$(ask "imageDigest=\${digest}" imageManifest)"
      type="$(ask "imageDigest=\${digest}" imageManifestMediaType)"
      # Another pipeline may put the tag in between: all is well when it is on the same image.
      ${put} --image-tag "\${tag}" --image-digest "\${digest}" \
        --image-manifest "\${manifest}" --image-manifest-media-type "\${type}" > /dev/null ||
        [ "$(ask imageTag="\${tag}" imageId.imageDigest)" = "\${digest}" ]
    `;
  }

  private images(): PlainScript {
    return commandLine('aws', awsCli.ecrImages({ region: this.region, repository: this.repository.name }));
  }
}

class GitLabLogin extends RegistryLogin {
  public readonly _idTokens = {};
  public readonly _variables = {};

  public constructor(public readonly repository: ImageRepository) {
    super();
  }

  public _cloud(): PlainScript {
    return plainSh`
      TRIVY_USERNAME="\${CI_REGISTRY_USER}"
      TRIVY_PASSWORD="\${CI_REGISTRY_PASSWORD}"
      export TRIVY_USERNAME TRIVY_PASSWORD
    `;
  }

  public _dockerConfig(): PlainScript {
    return plainSh`
      ${CONFIG}
      printf %s "\${CI_REGISTRY_PASSWORD}" |
        buildah login --username "\${CI_REGISTRY_USER}" --password-stdin "\${CI_REGISTRY}"
    `;
  }

  public _writtenConfig(): PlainScript {
    return plainSh`
      DOCKER_CONFIG="$(mktemp -d)"
      export DOCKER_CONFIG
      auth="$(printf '%s:%s' "\${CI_REGISTRY_USER}" "\${CI_REGISTRY_PASSWORD}" | base64 | tr -d '\n')"
      printf '{"auths":{"%s":{"auth":"%s"}}}' "\${CI_REGISTRY}" "\${auth}" > "\${DOCKER_CONFIG}/config.json"
    `;
  }

  /** Its tags can be pushed again. */
  public _find(): PlainScript {
    return plainSh`digest=`;
  }

  public _mark(): PlainScript {
    return plainSh`:`;
  }
}

function word(tag: Word<Variable>): PlainScript {
  const [first = '', ...rest] = typeof tag === 'string' || tag instanceof Variable ? [tag] : tag;
  return rest.reduce<PlainScript>((before, part) => plainSh`${before}${part}`, plainSh`${first}`);
}
